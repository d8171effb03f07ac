import type { RgbaImage } from '../types.ts';
import type { Band } from './bands.ts';
import type { ScoreKernels } from './kernels/kernels.ts';
import { type RowSource, rowsOf } from './rows.ts';
import { createScales, fillScales } from './scales.ts';
import { addErrors, KEPT_ROWS, noErrors, structureOf } from './structure.ts';
import type { Errors } from './weights.ts';

/**
 * Compares a result with the original in several parts of adjacent bands, one after the other, so that large images need
 * the memory of one part only. The original is measured anew each time.
 */
export function compareParts(
  kernels: ScoreKernels,
  original: RgbaImage,
  result: RowSource,
  background: number,
  parts: readonly (readonly Band[])[],
): Errors {
  const source = rowsOf(original);
  const errors = parts.map((bands) => {
    const first = bands[0]!;
    const rows = bands.reduce((sum, band) => sum + band.rows, 0);
    const scales = createScales(original.width, rows);
    for (const band of bands) fillScales(kernels, source, band, background, scales, band.top - first.top);
    const structure = structureOf(kernels, scales, rows);
    const scratch = createScales(original.width, first.rows, KEPT_ROWS);
    const sums = noErrors(structure);
    for (const band of bands) {
      fillScales(kernels, result, band, background, scratch, 0, KEPT_ROWS);
      addErrors(kernels, structure, scratch, band.top - first.top, band.rows, sums);
    }
    return sums;
  });
  return errors.reduce(together);
}

const together = (one: Errors, other: Errors): Errors => ({
  sums: one.sums.map((channels, scale) =>
    channels.map((sums, channel) => sums?.map((sum, i) => sum + other.sums[scale]![channel]![i]!)),
  ),
  pixels: one.pixels.map((count, scale) => count + other.pixels[scale]!),
});
