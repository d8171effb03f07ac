import type { CodecsConnection } from '@kcolors/codecs/worker';
import type { AnswerOf } from '../../shared/answers.ts';
import type { MainConnection } from '../connect.ts';
import type { Chosen } from '../images/chosen.ts';
import type { Joint } from '../images/joint.ts';
import type { Images } from '../images/model.ts';
import type { JobBar } from '../job/job-bar.ts';
import type { Memory } from './remembered.ts';

/** The services that screens share. */
export interface Context {
  readonly main: MainConnection;
  readonly codecs: CodecsConnection;
  readonly started: AnswerOf<'started'>;
  readonly memory: Memory;
  readonly images: Images;
  readonly chosen: Chosen;
  readonly joint: Joint;
  readonly bar: JobBar;
}

/** A screen of the plugin. */
export interface Screen {
  readonly panel: HTMLElement;
  /** Called when the screen becomes visible; renders its content. */
  show(): void;
  /** Called when the screen is hidden. */
  hide(): void;
}
