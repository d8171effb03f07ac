import type { CodecsConnection } from '@kcolors/codecs/worker';
import type { AnswerOf } from '../../shared/answers.ts';
import type { MainConnection } from '../connect.ts';
import type { Chosen } from '../images/chosen.ts';
import type { Joint } from '../images/joint.ts';
import type { Images } from '../images/model.ts';
import type { JobBar } from '../job/job-bar.ts';
import type { Memory } from './remembered.ts';

/** What the screens share. */
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

/** One screen. */
export interface Screen {
  readonly panel: HTMLElement;
  /** It is seen now: shows what is there. */
  show(): void;
  /** It is no longer seen. */
  hide(): void;
}
