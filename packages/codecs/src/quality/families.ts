import type { QuantizeOptions, RgbaImage } from '@kcolors/core';
import { MAX_COLORS } from '../constants.ts';
import type { InputFormat } from '../types.ts';

/**
 * Quantizer options to try, from the best quality to the smallest file: each step lowers both. Another way to trade
 * quality for size, such as `rate`, is another family: its strengths at a fixed number of colors.
 */
export interface Family {
  readonly steps: readonly QuantizeOptions[];
  /** How strong each step is, rising, such that scores fall about linearly with it. */
  readonly strengths: readonly number[];
  /** Usual score at a strength of 0, for an image with this score at `maxColors` undithered colors. */
  usualTop(first: number): number;
  /** Usual fall of the score per unit of strength, for a family with this score at a strength of 0. */
  usualFall?(top: number): number;
  /** The family is searched only if the best score so far exceeds the target by this much. */
  readonly margin?: number;
  /** Whether the family is searched only if no other one reaches the target, or only one of its weakest steps. */
  readonly isFallback?: boolean;
}

/** Number of first steps of a family of rates that save hardly any bytes. */
const WEAK = 5;

/** Returns whether options are a weak step of a family of rates: plain dithering may give a smaller file. */
export const isWeak = ({ steps, usualFall }: Family, options: QuantizeOptions): boolean =>
  usualFall !== undefined && steps.slice(0, WEAK).includes(options);

/** Numbers of colors to try, about four per doubling. */
const LADDER = [
  256, 224, 192, 160, 128, 112, 96, 80, 64, 56, 48, 40, 32, 28, 24, 20, 16, 14, 12, 10, 8, 7, 6, 5, 4, 3, 2,
];
/** Dither strength to try: a higher one adds noise that costs more bytes than it gains in quality. */
const DITHER = 0.5;
/** Dither strength of the best quality at `maxColors`, for images that reach a target in no smaller file. */
const BEST_DITHER = 0.75;
/** Rates to try, about a percent of the bytes apart. */
const RATES = Array.from({ length: 90 }, (_, i) => (i + 9) / 100);
/** Numbers of colors to combine with rates; the second one only if it can reach the target, see `Family.margin`. */
const RATED_COLORS = [256, 96];
const MARGIN = 5;

/**
 * Returns the families to search for a quality target. The first one starts with `maxColors` undithered colors.
 * Options that the caller sets hold in all of them: `maxColors`, and a fixed `dither` or `rate`. Small pictures are
 * dithered instead of rated: icons are viewed from close, and their files are small anyway.
 */
export function familiesOf(base: QuantizeOptions, isSmall: boolean): Family[] {
  const objective = base.objective ?? 'perceptual';
  const maxColors = base.maxColors ?? MAX_COLORS;
  const minColors = Math.min(maxColors, minColorsOf(base));
  const counts = [maxColors, ...LADDER.filter((colors) => colors < maxColors && colors >= minColors)];
  const plain = (dither: number) => byColors(counts, { ...base, objective, dither });
  if (base.dither !== undefined) return [plain(base.dither)];
  if (base.rate !== undefined) return [plain(0), plain(DITHER)];
  // Rates make smaller files than dithering, but dithering at `maxColors` has the best quality.
  const smaller = isSmall ? [plain(DITHER)] : ratedFamilies({ ...base, objective }, maxColors, minColors);
  return [
    plain(0),
    ...smaller,
    { ...byColors([maxColors], { ...base, objective, dither: BEST_DITHER }), isFallback: true },
  ];
}

/** Returns a family of falling numbers of colors. The distance to a score of 100 grows with their power −¾. */
const byColors = (counts: readonly number[], options: QuantizeOptions): Family => ({
  steps: counts.map((colors) => ({ ...options, maxColors: colors })),
  // roots are the same on every host, powers are not
  strengths: counts.map(
    (colors) => Math.sqrt(MAX_COLORS / colors) * Math.sqrt(Math.sqrt(MAX_COLORS / colors)),
  ),
  usualTop: () => 100,
});

/** Returns one family per number of colors, whose steps are rates. Scores fall with their power 2.5. */
function ratedFamilies(base: QuantizeOptions, maxColors: number, minColors: number): Family[] {
  const counts = new Set(RATED_COLORS.map((colors) => Math.max(minColors, Math.min(maxColors, colors))));
  return [...counts].map((colors, i) => ({
    steps: RATES.map((rate) => ({ ...base, maxColors: colors, dither: DITHER, rate })),
    strengths: RATES.map((rate) => rate * rate * Math.sqrt(rate)),
    usualTop: (first) => first + (94 - first) / 3, // dithering gains the more, the worse the undithered colors are
    usualFall: (top) => Math.max(5, Math.max(0, top - 66) ** 2 / 7),
    ...(i > 0 && { margin: MARGIN }),
  }));
}

/** Pixels of the largest icons, 256 × 256. */
const SMALL = 2 ** 16;
/** Returns whether a picture has at most as many pixels as the largest icons. */
export const isSmall = ({ height, width }: Pick<RgbaImage, 'height' | 'width'>): boolean =>
  width * height <= SMALL;

/** Returns the number of fixed colors plus one. */
const minColorsOf = ({ fixedColors }: QuantizeOptions): number => (fixedColors?.length ?? 0) / 4 + 1;

/**
 * Up to this number of colors, the search also tries slightly more colors, whose files may be smaller, and fewer but
 * dithered colors.
 */
export const FEW_COLORS = 128;
/** Number of lower steps of the ladder to try dithered. */
const FEWER = 3;

/**
 * Returns alternatives of about the same quality as undithered options with few colors: fewer, dithered colors. Empty if
 * the caller sets `dither`.
 */
export function alternativesTo(base: QuantizeOptions, options: QuantizeOptions): QuantizeOptions[] {
  const { maxColors = MAX_COLORS } = options;
  if (base.dither !== undefined || options.dither || maxColors > FEW_COLORS) return [];
  const fewer = LADDER.filter((colors) => colors < maxColors && colors >= minColorsOf(base));
  return fewer.slice(0, FEWER).map((colors) => ({ ...options, maxColors: colors, dither: DITHER }));
}

/**
 * Returns the families that a preview searches in turn until one reaches the target: first undithered colors, which are
 * enough for most images, then rates at `maxColors` for gradients, then the best quality. A preview of a small picture
 * searches all families at once.
 */
export function previewFamiliesOf(base: QuantizeOptions, isSmall: boolean): Family[][] {
  const families = familiesOf(base, isSmall);
  if (isSmall) return [families];
  return families.filter((_, i) => i < 2 || i === families.length - 1).map((family) => [family]);
}

/**
 * Estimates the factor by which rates shrink a file, for previews without them: 1 at a target of 90, 0.69 at 75 and 0.55
 * below 69, in formats that compress repeats (not GIF). Fine textures gain less.
 */
export function rateSizeFactor(
  base: QuantizeOptions,
  isSmall: boolean,
  format: InputFormat,
  target: number,
): number {
  if (isSmall || base.dither !== undefined || base.rate !== undefined || format === 'gif') return 1;
  return Math.min(1, Math.max(0.55, 1 - 0.021 * (90 - target)));
}
