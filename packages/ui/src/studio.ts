/** The whole preview: what is asked for, both pictures, the palette and the facts, and what drives them. */

export { type ColorNamer, setColorNamer } from './color-names.ts';
export { type CopyFormat, setCopyFormats } from './copy-formats.ts';
export { copyText } from './copy-text.ts';
export { defineStudio } from './define-studio.ts';
export { KcCompare } from './kc-compare.ts';
export { KcFacts } from './kc-facts.ts';
export { KcOptions, type RequestDetail } from './kc-options.ts';
export { KcPalette } from './kc-palette.ts';
export { KcStudio } from './kc-studio.ts';
export { applyEdit, edit, lock, merge, type PaletteEdit, unlock } from './request-edits.ts';
export { drawImage } from './studio-canvas.ts';
export { connectStudio, type StudioController } from './studio-controller.ts';
export type * from './studio-types.ts';
export { setTexts, TEXTS, type Texts } from './texts.ts';
