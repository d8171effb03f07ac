// Reads and writes palette files, and converts colors to text. It does not load any image codec.
export { COLOR_NOTATIONS, type ColorNotation, contrastOf, readableOn } from './color-texts.ts';
export { hexOfCss } from './color-values.ts';
export { PaletteError, type PaletteErrorCode, type PaletteProblem, type Place } from './errors.ts';
export type { BinaryFormat, Found, FoundColor, TextFormat } from './format.ts';
export {
  type BinaryPaletteFormat,
  PALETTE_FILE_FORMATS,
  type PaletteFormat,
  promisedPaletteFormat,
  TEXT_PALETTE_FORMATS,
  type TextPaletteFormat,
  writePalette,
} from './formats.ts';
export { checkPaletteSize } from './limits.ts';
export { uniqueNames } from './names.ts';
export { type Palette, type PaletteColor, paletteBytes, paletteFromBytes } from './palette.ts';
export { type PaletteFile, type ReadPaletteOptions, readPalette } from './read.ts';
