/** The words and decisions of palettes and sizes, for hosts without a page. */
export { formatBytes } from './bytes.ts';
export { lossWords } from './facts-words.ts';
export { byShare, formatColors, formatShare, type PaletteColor, parseColors } from './palette-entries.ts';
export { DEFAULT_REQUEST, isFullColor, type StudioRequest } from './request.ts';
export { applyEdit, lock, type PaletteEdit } from './request-edits.ts';
export { type RequestOptions, requestOptions } from './request-options.ts';
export { parseHex, type Rgba, readableOn } from './swatch-color.ts';
