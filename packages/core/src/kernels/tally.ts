import { STEPS_SQ, WORKING_SPACES } from '../color/working-space.ts';
import type { Pixels } from '../image/pixels.ts';

const OPAQUE = 0xff000000;
/** The 32-bit sum is emptied from here on: each pixel adds less than 2¹⁸. */
const MAX_WHOLE = 2 ** 30;
const point = new Int16Array(4);

/**
 * Adds to the count of each label. Returns the sum of squared differences between pixels and palette colors, in squared
 * steps of sRGB, see `WorkingSpace`.
 *
 * @param colors the palette as words.
 * @param points the palette as points in sRGB, 4 coordinates each.
 */
export function tally(
  pixels: Pixels,
  labels: Uint8Array,
  counts: Uint32Array,
  colors: Uint32Array,
  points: Int16Array,
): number {
  let cost = 0;
  let whole = 0; // sum over opaque pixels, in squared 8-bit steps
  for (let i = 0; i < pixels.length; i++) {
    const p = pixels[i]!;
    const label = labels[i]!;
    counts[label]!++;
    const c = colors[label]!;
    if ((p & c) >>> 24 === 255) {
      const dr = (p & 255) - (c & 255);
      const dg = ((p >>> 8) & 255) - ((c >>> 8) & 255);
      const db = ((p >>> 16) & 255) - ((c >>> 16) & 255);
      whole = (whole + Math.imul(dr, dr) + Math.imul(dg, dg) + Math.imul(db, db)) | 0;
      if (whole > MAX_WHOLE) {
        cost += STEPS_SQ * whole;
        whole = 0;
      }
    } else if ((p & OPAQUE) !== 0 || c >>> 24 !== 0) {
      WORKING_SPACES.srgb.toPoint(p, point, 0);
      const dx = point[0]! - points[4 * label]!;
      const dy = point[1]! - points[4 * label + 1]!;
      const dz = point[2]! - points[4 * label + 2]!;
      const dt = point[3]! - points[4 * label + 3]!;
      cost += dx * dx + dy * dy + dz * dz + dt * dt;
    }
  }
  return cost + STEPS_SQ * whole;
}
