// Reads and writes palette files, and converts colors to text. It does not load any image codec.
export { COLOR_NOTATIONS, type ColorNotation, contrastOf, readableOn } from './color-texts.ts';
export {
  type ConvertedPalette,
  type ConvertPaletteOptions,
  convertPalette,
  lossesOf,
  type PaletteInput,
  readPalettes,
} from './convert.ts';
export { hexOfCss } from './css/css-color.ts';
export { PaletteError, type PaletteErrorCode, type PaletteProblem, type Place } from './errors.ts';
export type {
  BinaryFormat,
  BinaryReader,
  Found,
  FoundColor,
  TextFormat,
  TextReader,
} from './format.ts';
export {
  type BinaryPaletteFormat,
  describePaletteFormat,
  hasPaletteExtension,
  PALETTE_FILE_FORMATS,
  type PaletteFormat,
  promisedPaletteFormat,
  READ_ONLY_PALETTE_FORMATS,
  type ReadOnlyPaletteFormat,
  TEXT_PALETTE_FORMATS,
  type TextPaletteFormat,
  type WritePaletteOptions,
  writePalette,
} from './formats.ts';
export { checkPaletteSize } from './limits.ts';
export { uniqueNames } from './names.ts';
export { type Palette, type PaletteColor, paletteBytes, paletteFromBytes } from './palette.ts';
export { type PaletteFile, type ReadPaletteOptions, readPalette } from './read.ts';
export { reducePalette } from './reduce.ts';
export type { RelatedFiles } from './related.ts';
export type { Skipped } from './skipped.ts';
