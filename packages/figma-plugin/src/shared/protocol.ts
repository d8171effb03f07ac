// The answer type of each request, and constants that both sides share. Requests and answers are in separate
// files, so that each side is bundled only with the checks of the messages it receives.
import type { Answer, AnswerOf } from './answers.ts';
import type { Request } from './requests.ts';

/** Maximum side length of an image in Figma, in pixels. */
export const LARGEST_SIDE = 4096;

/**
 * Item type of a dragged color. Its data is a `Swatch` as JSON: see `pluginDrop` in Figma's documentation.
 */
export const SWATCH_TYPE = 'application/x-kcolors-swatch';

/** The answer type of each successful request. */
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

/** The answer to a type of request. */
export type AnswerTo<Type extends Request['type']> = AnswerOf<(typeof ANSWERS)[Type]>;
