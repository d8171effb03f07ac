import { REACH } from './kernels/blur.ts';
import { SUMS } from './kernels/compare.ts';
import type { ScoreKernels } from './kernels/kernels.ts';
import { rowsAtOnce } from './kernels/workspace.ts';
import { CHANNELS, SCALES, type Scale, sizeAt } from './scales.ts';
import { counts, type Errors } from './weights.ts';

/** Rows of each scale that are kept of the last band: the blur of its last rows reads beyond them. */
export const KEPT_ROWS: number = 2 * REACH;

/** Local means and variances of a plane of an original. */
interface Local {
  readonly means: Float32Array;
  readonly variances: Float32Array;
}

/** What the comparison needs of an original in all sizes. */
export interface Structure {
  readonly scales: readonly Scale[];
  readonly heights: readonly number[];
  /** By scale and channel; undefined where a channel does not count. */
  readonly locals: readonly (readonly (Local | undefined)[])[];
}

/** Measures an original of so many rows. */
export function structureOf(kernels: ScoreKernels, scales: readonly Scale[], rows: number): Structure {
  const heights = scales.map((_, scale) => sizeAt(rows, scale));
  const locals = scales.map(({ channels, width }, scale) =>
    CHANNELS.map((channel) =>
      counts(scale, channel) ? localOf(kernels, channels[channel]!, width, heights[scale]!) : undefined,
    ),
  );
  return { scales, heights, locals };
}

function localOf(kernels: ScoreKernels, plane: Float32Array, width: number, height: number): Local {
  const local = { means: new Float32Array(plane.length), variances: new Float32Array(plane.length) };
  const { means, original, variances } = kernels.workspace(width);
  const atOnce = rowsAtOnce(width);
  for (let y = 0; y < height; y += atOnce) {
    const rows = Math.min(atOnce, height - y);
    const above = Math.min(REACH, y);
    const below = Math.min(REACH, height - y - rows);
    original.set(plane.subarray((y - above) * width, (y + rows + below) * width));
    kernels.prepare(original, { width, above, rows, below }, means, variances);
    local.means.set(means.subarray(0, rows * width), y * width);
    local.variances.set(variances.subarray(0, rows * width), y * width);
  }
  return local;
}

/** Returns empty sums. */
export const noErrors = ({ heights, scales }: Structure): Errors => ({
  sums: scales.map((_, scale) =>
    CHANNELS.map((channel) => (counts(scale, channel) ? new Float64Array(SUMS) : undefined)),
  ),
  pixels: scales.map(({ width }, scale) => width * heights[scale]!),
});

/**
 * Compares a band of a result with the original, except for its last rows, which the next band completes. Keeps these rows
 * at the start of `result`.
 *
 * @param result the band in all sizes, after `KEPT_ROWS` rows of the last one
 * @param top first row of the band, and `rows` their number
 */
export function addErrors(
  kernels: ScoreKernels,
  structure: Structure,
  result: readonly Scale[],
  top: number,
  rows: number,
  errors: Errors,
): void {
  for (let scale = 0; scale < SCALES; scale++) {
    const height = structure.heights[scale]!;
    const first = top >> scale;
    const end = first + sizeAt(rows, scale);
    const [from, to] = [Math.max(0, first - REACH), end === height ? height : end - REACH];
    for (const channel of CHANNELS) {
      const sums = errors.sums[scale]![channel];
      if (!sums) continue;
      const plane = result[scale]!.channels[channel]!;
      const { width } = result[scale]!;
      comparePlanes(kernels, structure, scale, channel, plane, first - KEPT_ROWS, { from, to, end }, sums);
      plane.copyWithin(0, (end - first) * width, (end - first + KEPT_ROWS) * width);
    }
  }
}

/** Compares rows `from … to − 1` of a plane whose row 0 is row `offset` of the image, and which ends before row `end`. */
function comparePlanes(
  kernels: ScoreKernels,
  { locals, scales }: Structure,
  scale: number,
  channel: number,
  plane: Float32Array,
  offset: number,
  { end, from, to }: { readonly from: number; readonly to: number; readonly end: number },
  total: Float64Array,
): void {
  const { channels, width } = scales[scale]!;
  const local = locals[scale]![channel]!;
  const { means, original, result, sums, variances } = kernels.workspace(width);
  const atOnce = rowsAtOnce(width);
  sums.set(total);
  for (let y = from; y < to; y += atOnce) {
    const rows = Math.min(atOnce, to - y);
    const above = Math.min(REACH, y);
    const below = Math.min(REACH, end - y - rows);
    const [first, last] = [y - above, y + rows + below];
    original.set(channels[channel]!.subarray(first * width, last * width));
    result.set(plane.subarray((first - offset) * width, (last - offset) * width));
    means.set(local.means.subarray(y * width, (y + rows) * width));
    variances.set(local.variances.subarray(y * width, (y + rows) * width));
    kernels.compare(original, result, means, variances, { width, above, rows, below }, sums);
  }
  total.set(sums);
}
