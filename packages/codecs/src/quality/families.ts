import type { QuantizeOptions, RgbaImage } from '@kcolors/core';
import type { InputFormat } from '../types.ts';

/**
 * Ways to quantize, from the best look to the smallest file: each takes a step down in both. Whatever else makes files
 * smaller for a worse look is one more family: a list of its strengths at the same colors.
 */
export type Family = readonly QuantizeOptions[];

/** Numbers of colors that are tried: about four to each doubling. */
const LADDER = [
  256, 224, 192, 160, 128, 112, 96, 80, 64, 56, 48, 40, 32, 28, 24, 20, 16, 14, 12, 10, 8, 7, 6, 5, 4, 3, 2,
];
const MOST_COLORS = 256;
/** Strength of the error diffusion where it is tried: more makes noise that costs more than it gives. */
const DITHER = 0.5;
/** The strength that looks best at the most colors: for images that nothing smaller brings to a look. */
const BEST_DITHER = 0.75;
/** Rates that are tried, some percent of the bytes apart, and the numbers of colors that they are tried with. */
const RATES = Array.from({ length: 38 }, (_, i) => (i + 2) / 40);
const RATED_COLORS = [256, 96];

/**
 * The families that are searched for a quality. The first begins with the plain nearest colors of the most there may be.
 * What the caller has asked for holds: the most colors, and one strength of dithering if it was given. Small pictures
 * are searched dithered instead of with rates: icons are looked at from close, and their files are small anyway.
 */
export function familiesOf(given: QuantizeOptions, isSmall: boolean): Family[] {
  const objective = given.objective ?? 'perceptual';
  const most = given.maxColors ?? MOST_COLORS;
  const fewest = Math.min(most, fewestOf(given));
  const steps = [most, ...LADDER.filter((colors) => colors < most && colors >= fewest)];
  const plain = (dither: number): Family =>
    steps.map((maxColors) => ({ ...given, objective, maxColors, dither }));
  if (given.dither !== undefined) return [plain(given.dither)];
  if (given.rate !== undefined) return [plain(0), plain(DITHER)];
  // Rates make smaller files than dithering does; but nothing looks better than the most colors, dithered.
  const smaller = isSmall ? [plain(DITHER)] : ratedFamilies({ ...given, objective }, most, fewest);
  return [plain(0), ...smaller, plain(BEST_DITHER).slice(0, 1)];
}

/** Pixels of the largest icons. */
const SMALL = 2 ** 16;
/** Whether a picture is small: at most 256 × 256 pixels. */
export const isSmall = ({ height, width }: Pick<RgbaImage, 'height' | 'width'>): boolean =>
  width * height <= SMALL;

/** The fixed colors, and one more. */
const fewestOf = ({ fixedColors }: QuantizeOptions): number => (fixedColors?.length ?? 0) / 4 + 1;

/** Up to so many colors a search also tries a few more colors, whose files may be smaller, and fewer, dithered. */
export const FEW_COLORS = 128;
/** So many steps with fewer colors are tried. */
const FEWER = 3;

/**
 * Ways to make a smaller file than one way of few colors does, that has about the same look: fewer colors, dithered. Nothing
 * where the caller has asked for one strength of dithering, or where there are rates.
 */
export function besideOf(given: QuantizeOptions, way: QuantizeOptions): Family {
  const { maxColors = MOST_COLORS } = way;
  if (given.dither !== undefined || way.dither || maxColors > FEW_COLORS) return [];
  const fewer = LADDER.filter((colors) => colors < maxColors && colors >= fewestOf(given));
  return fewer.slice(0, FEWER).map((colors) => ({ ...way, maxColors: colors, dither: DITHER }));
}

/** One family for each number of colors, whose steps are rates. */
function ratedFamilies(given: QuantizeOptions, most: number, fewest: number): Family[] {
  const counts = new Set(RATED_COLORS.map((colors) => Math.max(fewest, Math.min(most, colors))));
  return [...counts].map((maxColors) => RATES.map((rate) => ({ ...given, maxColors, dither: DITHER, rate })));
}

/**
 * What a quick look searches, one after the other, until one has the look: the first family alone, since most images need no
 * more; then, for gradients, the rates at the most colors, and what looks best. Small pictures are searched as a whole.
 */
export function quickFamiliesOf(given: QuantizeOptions, isSmall: boolean): Family[][] {
  const families = familiesOf(given, isSmall);
  if (isSmall) return [families];
  return families.filter((_, i) => i < 2 || i === families.length - 1).map((family) => [family]);
}

/**
 * What rates leave of a file, about, where the search may take them and a quick look does without: nothing is gained at a
 * look of 90, nearly a third at 75 and nearly a half at 60, in formats that find repeats; less where a texture is fine.
 */
export function leftByRates(
  given: QuantizeOptions,
  isSmall: boolean,
  format: InputFormat,
  target: number,
): number {
  if (isSmall || given.dither !== undefined || given.rate !== undefined || format === 'gif') return 1;
  return Math.min(1, Math.max(0.55, 1 - 0.021 * (90 - target)));
}
