/** What may be done to a palette, and how its colors are painted, for hosts without a page. */
export { byShare } from './palette-entries.ts';
export { applyEdit, lock, type PaletteEdit } from './request-edits.ts';
export { readableOn } from './swatch-color.ts';
