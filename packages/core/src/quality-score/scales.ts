import type { ScoreKernels } from './kernels/kernels.ts';
import { planeLength } from './kernels/linear.ts';
import { STRIP_ROWS } from './kernels/workspace.ts';
import type { RowSource } from './rows.ts';

/** X, Y and B. */
export const CHANNELS = [0, 1, 2] as const;
/** Full size, then four times half of it. The sixth size of SSIMULACRA 2 has hardly any weight. */
export const SCALES = 5;
/** The scale whose B plane nothing reads. */
const WITHOUT_B = 1;

/** An image in one size. */
export interface Scale {
  readonly width: number;
  /** Planes by channel, row by row; undefined if nothing reads it. */
  readonly channels: readonly (Float32Array | undefined)[];
}

/** Width or height of an image at a scale. */
export const sizeAt = (size: number, scale: number): number => Math.ceil(size / 2 ** scale);

/** Allocates all scales of rows. `more`: further rows of each scale. */
export function createScales(width: number, rows: number, more = 0): Scale[] {
  return Array.from({ length: SCALES }, (_, scale) => {
    const length = sizeAt(width, scale) * (sizeAt(rows, scale) + more);
    const channels = CHANNELS.map((channel) =>
      scale === WITHOUT_B && channel === 2 ? undefined : new Float32Array(length),
    );
    return { width: sizeAt(width, scale), channels };
  });
}

/**
 * Converts a band of an image on a gray background to XYB in all sizes. Sizes are halved in linear light, as light mixes
 * in the eye.
 *
 * @param row row of `to` that the band starts at, a multiple of 16
 * @param more rows of each scale before it
 */
export function fillScales(
  { halve, toLinear, toXyb, workspace }: ScoreKernels,
  source: RowSource,
  { rows, top }: { readonly top: number; readonly rows: number },
  background: number,
  to: readonly Scale[],
  row: number,
  more = 0,
): void {
  const { width } = to[0]!;
  const { half, linear, pixels, xyb } = workspace(width);
  for (let y = 0; y < rows; y += STRIP_ROWS) {
    let height = Math.min(STRIP_ROWS, rows - y);
    source(top + y, height, pixels);
    let [from, next] = [linear, half];
    toLinear(pixels, height * width, background, from);
    for (let scale = 0; scale < SCALES; scale++) {
      const { channels, width: across } = to[scale]!;
      const count = across * height;
      toXyb(from, count, xyb);
      const at = ((row + y) / 2 ** scale + more) * across;
      for (const [channel, plane] of channels.entries()) {
        const start = channel * planeLength(count);
        plane?.set(xyb.subarray(start, start + count), at);
      }
      if (scale === SCALES - 1) break;
      halve(from, across, height, next);
      [from, next] = [next, from];
      height = Math.ceil(height / 2);
    }
  }
}
