import { STEPS, WORKING_SPACES, type WorkingSpace } from '../color/working-space.ts';
import { BIN_BITS, LIMIT } from '../constants.ts';
import { countOf, distinctColors } from './distinct.ts';
import { BIN_STRIDE, type Histogram } from './histogram.ts';
import type { Memory } from './memory.ts';
import { binsByKey, TRANSLUCENT_STRIDE } from './translucent.ts';

/** Weighted points of the working space, the input of the clustering. */
export interface Points {
  readonly size: number;
  /** Four fixed-point coordinates per point: x, y, z, t. */
  readonly coordinates: Int16Array;
  /** Number of pixels of each point. */
  readonly weights: Uint32Array;
  /** Cluster of each point in the last assignment. */
  readonly labels: Uint8Array;
  /** Whether all points are opaque. */
  readonly allOpaque: boolean;
}

/** Allocates `size` points. */
export function allocatePoints(memory: Memory, size: number): Points {
  const coordinates = memory.int16(4 * size);
  const weights = memory.uint32(size);
  return { size, coordinates, weights, labels: memory.uint8(size), allOpaque: false };
}

/** Returns a view of the first `size` points. */
export function firstPoints(points: Points, size: number): Points {
  return {
    size,
    coordinates: points.coordinates.subarray(0, 4 * size),
    weights: points.weights.subarray(0, size),
    labels: points.labels.subarray(0, size),
    allOpaque: points.allOpaque,
  };
}

/** Maximum number of points of a histogram. */
function maxPoints({ binned, distinct, pixels, translucent }: Histogram): number {
  return binned ? Math.min(pixels, 1 << (3 * BIN_BITS)) + translucent.size + 1 : distinct.size;
}

/** Writes the points of opaque bins. Returns their number. */
export type WriteBins = (points: Points, opaque: Uint32Array, space: WorkingSpace) => number;

/** Returns a point for each color while they are few, else for each filled bin, at the mean of its pixels. */
export function histogramToPoints(
  histogram: Histogram,
  space: WorkingSpace,
  memory: Memory,
  writeBins: WriteBins = writeOpaque,
): Points {
  const points = allocatePoints(memory, maxPoints(histogram));
  if (!histogram.binned) return fromDistinct(points, histogram, space);
  let next = writeBins(points, histogram.opaque, space);
  next = writeTranslucent(points, next, histogram, space);
  if (histogram.transparent > 0) writeColor(points, next++, 0, histogram.transparent, space);
  const allOpaque = histogram.translucent.size === 0 && histogram.transparent === 0;
  return { ...firstPoints(points, next), allOpaque };
}

function fromDistinct(points: Points, { distinct }: Histogram, space: WorkingSpace): Points {
  let allOpaque = true;
  distinctColors(distinct).forEach((color, i) => {
    writeColor(points, i, color, countOf(distinct, color), space);
    if (color >>> 24 < 255) allOpaque = false;
  });
  return { ...points, allOpaque };
}

function writeOpaque(points: Points, opaque: Uint32Array, space: WorkingSpace): number {
  const mask = (1 << BIN_BITS) - 1;
  const exact = space === WORKING_SPACES.srgb;
  let next = 0;
  for (let i = 0; i < opaque.length; i += BIN_STRIDE) {
    const count = opaque[i + 3]!;
    if (count === 0) continue;
    const bin = i / BIN_STRIDE;
    const red = 4 * (bin >> (2 * BIN_BITS));
    const green = 4 * ((bin >> BIN_BITS) & mask);
    const blue = 4 * (bin & mask);
    const part = exact ? STEPS / count : 1 / count;
    const r = Math.floor(opaque[i]! * part + 0.5);
    const g = Math.floor(opaque[i + 1]! * part + 0.5);
    const b = Math.floor(opaque[i + 2]! * part + 0.5);
    if (exact) {
      const at = 4 * next;
      points.coordinates[at] = STEPS * red - LIMIT + r;
      points.coordinates[at + 1] = STEPS * green - LIMIT + g;
      points.coordinates[at + 2] = STEPS * blue - LIMIT + b;
      points.coordinates[at + 3] = LIMIT;
      points.weights[next++] = count;
    } else {
      const rgb = (red + r) | ((green + g) << 8) | ((blue + b) << 16);
      writeColor(points, next++, (rgb | 0xff000000) >>> 0, count, space);
    }
  }
  return next;
}

function writeTranslucent(
  points: Points,
  next: number,
  { translucent }: Histogram,
  space: WorkingSpace,
): number {
  const { srgb } = WORKING_SPACES;
  const { sums } = translucent;
  for (const bin of binsByKey(translucent)) {
    const at = bin * TRANSLUCENT_STRIDE;
    const count = sums[at + 4]!;
    const mean = (axis: number) => sums[at + axis]! / count;
    if (space === srgb) {
      for (let axis = 0; axis < 4; axis++) points.coordinates[4 * next + axis] = Math.floor(mean(axis) + 0.5);
      points.weights[next++] = count;
    } else {
      writeColor(points, next++, srgb.toColor(mean(0), mean(1), mean(2), mean(3)), count, space);
    }
  }
  return next;
}

function writeColor(points: Points, i: number, rgba: number, count: number, space: WorkingSpace): void {
  space.toPoint(rgba, points.coordinates, 4 * i);
  points.weights[i] = count;
}
