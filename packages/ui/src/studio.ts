/** The whole preview: what is asked for, both pictures, the palette and the facts, and what drives them. */

export { formatBytes } from './bytes.ts';
export { type ColorNamer, setColorNamer } from './color-names.ts';
export { type CopyFormat, setCopyFormats } from './copy-formats.ts';
export { copyText } from './copy-text.ts';
export { defineStudio } from './define-studio.ts';
export { KcCompare } from './kc-compare.ts';
export { KcFacts } from './kc-facts.ts';
export { KcOptions } from './kc-options.ts';
export { KcPalette } from './kc-palette.ts';
export { KcStudio } from './kc-studio.ts';
export type { PaletteColor } from './palette-entries.ts';
export {
  DEFAULT_REQUEST,
  type RequestDetail,
  type StudioFormat,
  type StudioGoal,
  type StudioQuality,
  type StudioRequest,
  type StudioSpace,
  withColors,
} from './request.ts';
export { applyEdit, edit, lock, merge, type PaletteEdit, unlock } from './request-edits.ts';
export { type RequestOptions, requestOptions } from './request-options.ts';
export { drawImage } from './studio-canvas.ts';
export { connectStudio, type StudioController } from './studio-controller.ts';
export type * from './studio-types.ts';
export { normalHex } from './swatch-color.ts';
export { setTexts, TEXTS, type Texts } from './texts.ts';
