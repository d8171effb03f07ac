/** Palette edits and swatch colors, for hosts without a page. */

export { readableOn } from './palette/color.ts';
export { applyEdit, lock, type PaletteEdit } from './palette/edits.ts';
export { byShare } from './palette/entries.ts';
