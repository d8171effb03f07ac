// Which answer belongs to which request, and what else both sides have to agree on. The messages themselves are in files
// of their own, so that each side is bundled with the checks of what it receives.
import type { Answer, AnswerOf } from './answers.ts';
import type { Request } from './requests.ts';

/** Longest side of an image that Figma takes, in pixels. */
export const LARGEST_SIDE = 4096;

/** Type of the item that a dragged color is, and its data is a `Swatch` as JSON: see `pluginDrop` of Figma. */
export const SWATCH_TYPE = 'application/x-kcolors-swatch';

/** Which answer each request gets when all goes well. */
export const ANSWERS = {
  ready: 'started',
  scan: 'images',
  read: 'bytes',
  store: 'stored',
  apply: 'applied',
  'find-restorable': 'restorable',
  restore: 'restored',
  targets: 'targets',
  'write-styles': 'written',
  'write-variables': 'written',
  'draw-swatches': 'written',
  reveal: 'done',
  notify: 'done',
  'save-settings': 'done',
  resize: 'done',
  finish: 'done',
  cancel: 'done',
} as const satisfies Record<Request['type'], Answer['type']>;

/** The answer to a request of a type. */
export type AnswerTo<Type extends Request['type']> = AnswerOf<(typeof ANSWERS)[Type]>;
