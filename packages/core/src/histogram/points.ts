import { LIMIT, STEPS, WORKING_SPACES, type WorkingSpace } from '../color/working-space.ts';
import type { DistinctColors } from './distinct.ts';
import { BIN_BITS, BIN_STRIDE, type Histogram } from './histogram.ts';
import { TRANSLUCENT_STRIDE } from './translucent.ts';

/** Weighted points of the working space: what the clustering works on. */
export interface Points {
  readonly size: number;
  /** Four coordinates a point, in fixed point: x, y, z, t. */
  readonly coordinates: Int16Array;
  /** Five numbers a point: the sums of x, y, z and t over its pixels, and the number of pixels. */
  readonly sums: Float64Array;
}

/** Numbers per point in `Points.sums`, and per cluster in all sums. */
export const SUMS = 5;

/** An empty set of points with room for `size`. */
export function allocatePoints(size: number): Points {
  return { size, coordinates: new Int16Array(4 * size), sums: new Float64Array(SUMS * size) };
}

/** One point for each color while they are few, else for each bin that is not empty, at the mean of its pixels. */
export function histogramToPoints(histogram: Histogram, space: WorkingSpace): Points {
  if (!histogram.distinct.overflowed) return distinctToPoints(histogram.distinct, space);
  const points = allocatePoints(countBins(histogram));
  let next = addOpaque(points, 0, histogram.opaque, space);
  next = addTranslucentBins(points, next, histogram, space);
  if (histogram.transparent > 0) points.sums[SUMS * next + 4] = histogram.transparent;
  return points;
}

/** In the order of the colors: that of their appearance must play no part. */
function distinctToPoints({ colors, counts, size }: DistinctColors, space: WorkingSpace): Points {
  const points = allocatePoints(size);
  const order = Array.from({ length: size }, (_, i) => i).sort((a, b) => colors[a]! - colors[b]!);
  order.forEach((i, at) => {
    setColor(points, at, colors[i]!, counts[i]!, space);
  });
  return points;
}

function countBins(histogram: Histogram): number {
  let bins = histogram.translucent.size + (histogram.transparent > 0 ? 1 : 0);
  const { opaque } = histogram;
  for (let i = 0; i < opaque.length; i += BIN_STRIDE) if (opaque[i] !== 0) bins++;
  return bins;
}

function addOpaque(points: Points, next: number, opaque: Uint32Array, space: WorkingSpace): number {
  const mask = (1 << BIN_BITS) - 1;
  const exact = space === WORKING_SPACES.srgb;
  for (let i = 0; i < opaque.length; i += BIN_STRIDE) {
    const count = opaque[i]!;
    if (count === 0) continue;
    const bin = i / BIN_STRIDE;
    const red = ((bin >> (2 * BIN_BITS)) << 2) + opaque[i + 1]! / count;
    const green = (((bin >> BIN_BITS) & mask) << 2) + opaque[i + 2]! / count;
    const blue = ((bin & mask) << 2) + opaque[i + 3]! / count;
    if (exact) {
      const x = STEPS * red - LIMIT;
      const y = STEPS * green - LIMIT;
      const z = STEPS * blue - LIMIT;
      setPoint(points, next++, x, y, z, space.opaque, count);
    } else {
      const rgb = Math.round(red) | (Math.round(green) << 8) | (Math.round(blue) << 16);
      setColor(points, next++, (rgb | 0xff000000) >>> 0, count, space);
    }
  }
  return next;
}

function addTranslucentBins(points: Points, next: number, histogram: Histogram, space: WorkingSpace): number {
  const { srgb } = WORKING_SPACES;
  const { keys, sums } = histogram.translucent;
  for (const slot of slotsByKey(keys)) {
    const at = slot * TRANSLUCENT_STRIDE;
    const count = sums[at + 4]!;
    const x = sums[at]! / count;
    const y = sums[at + 1]! / count;
    const z = sums[at + 2]! / count;
    const t = sums[at + 3]! / count;
    if (space === srgb) setPoint(points, next++, x, y, z, t, count);
    else setColor(points, next++, srgb.toColor(x, y, z, t), count, space);
  }
  return next;
}

/** Slots in the order of their cells: the place in the hash table depends on what came before. */
function slotsByKey(keys: Uint32Array): number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < keys.length; slot++) if (keys[slot] !== 0) slots.push(slot);
  return slots.sort((a, b) => keys[a]! - keys[b]!);
}

function setPoint(
  points: Points,
  i: number,
  x: number,
  y: number,
  z: number,
  t: number,
  count: number,
): void {
  const { coordinates, sums } = points;
  coordinates[4 * i] = Math.round(x);
  coordinates[4 * i + 1] = Math.round(y);
  coordinates[4 * i + 2] = Math.round(z);
  coordinates[4 * i + 3] = Math.round(t);
  // The mean times the count is the exact sum again, a whole number.
  sums[SUMS * i] = Math.round(x * count);
  sums[SUMS * i + 1] = Math.round(y * count);
  sums[SUMS * i + 2] = Math.round(z * count);
  sums[SUMS * i + 3] = Math.round(t * count);
  sums[SUMS * i + 4] = count;
}

function setColor(points: Points, i: number, rgba: number, count: number, space: WorkingSpace): void {
  const { coordinates, sums } = points;
  space.toPoint(rgba, coordinates, 4 * i);
  for (let axis = 0; axis < 4; axis++) sums[SUMS * i + axis] = coordinates[4 * i + axis]! * count;
  sums[SUMS * i + 4] = count;
}
