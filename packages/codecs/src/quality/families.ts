import type { QuantizeOptions } from '@kcolors/core';

/** Ways to quantize, from the best look to the smallest file: each takes a step down in both. */
export type Family = readonly QuantizeOptions[];

/** Numbers of colors that are tried. */
const LADDER = [256, 192, 128, 96, 64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2];
const MOST_COLORS = 256;
/** Strength of the error diffusion where it is tried: more makes noise that costs more than it gives. */
const DITHER = 0.5;

/**
 * The families that are searched for a quality. The first begins with the plain nearest colors of the most there may be.
 * What the caller has asked for holds: the most colors, and one strength of dithering if it was given.
 */
export function familiesOf(given: QuantizeOptions): Family[] {
  const objective = given.objective ?? 'perceptual';
  const most = given.maxColors ?? MOST_COLORS;
  const fewest = Math.min(most, (given.fixedColors?.length ?? 0) / 4 + 1);
  const steps = [most, ...LADDER.filter((colors) => colors < most && colors >= fewest)];
  const strengths = given.dither === undefined ? [0, DITHER] : [given.dither];
  return strengths.map((dither) => steps.map((maxColors) => ({ ...given, objective, maxColors, dither })));
}

/** The families of a quick look: the first alone. */
export const quickFamiliesOf = (given: QuantizeOptions): Family[] => familiesOf(given).slice(0, 1);
