/** The words and decisions of palettes and sizes, for hosts without a page. */
export { formatBytes } from './bytes.ts';
export { byShare, formatColors, formatShare, type PaletteColor, parseColors } from './palette-entries.ts';
export { parseHex, type Rgba, readableOn } from './swatch-color.ts';
