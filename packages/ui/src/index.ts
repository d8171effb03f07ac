export type { CompareView } from './compare-markup.ts';
export { defineElements } from './define.ts';
export { KcCompare } from './kc-compare.ts';
export { KcPalette } from './kc-palette.ts';
export { byShare, formatColors, formatShare, type PaletteColor, parseColors } from './palette-entries.ts';
export { parseHex, type Rgba, readableOn } from './swatch-color.ts';
