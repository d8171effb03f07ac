export type { CompareView } from './compare-markup.ts';
export { type CopyFormat, setCopyFormats } from './copy-formats.ts';
export { defineElements } from './define.ts';
export { KcCompare } from './kc-compare.ts';
export { KcPalette } from './kc-palette.ts';
export * from './palette.ts';
