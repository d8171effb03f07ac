// What the options of palettes accept, without the code of palettes: a start that needs none of it is faster.
import type { PaletteFormat } from '@kcolors/codecs/palettes';

/** `MAX_MAIN_COLORS` of `@kcolors/core/palette`. */
export const MAX_MAIN_COLORS = 64;

/** The keys of `PALETTE_FILE_FORMATS` of `@kcolors/codecs/palettes`, in the same order. */
export const PALETTE_FORMATS: readonly PaletteFormat[] = [
  'css',
  'scss',
  'less',
  'tailwind',
  'tailwind3',
  'json',
  'tokens',
  'style-dictionary',
  'typescript',
  'android',
  'swift',
  'flutter',
  'svg',
  'gpl',
  'paintnet',
  'jasc',
  'hex',
  'png',
  'ase',
  'aco',
  'act',
  'riff',
];
