/** What may be done to a palette, and how its colors are painted, for hosts without a page. */

export { readableOn } from './palette/color.ts';
export { applyEdit, lock, type PaletteEdit } from './palette/edits.ts';
export { byShare } from './palette/entries.ts';
