import { WORKING_SPACES } from '../color/working-space.ts';
import { LIMIT } from '../constants.ts';

/**
 * Bins of translucent colors, in order of appearance, since few of the possible bins occur. A bin is a cell of the
 * working space of sRGB: color times alpha, and alpha. It holds exact sums of the points, so its mean is exact however
 * coarse the cell.
 */
export interface TranslucentBins {
  size: number;
  /** Cell of each bin. */
  keys: Uint32Array;
  /** Five numbers per bin: sums of x, y, z, t, and the pixel count. */
  sums: Float64Array;
}

/** Bins under construction. */
export interface GrowingBins extends TranslucentBins {
  /** Bin number of each cell. */
  readonly numbers: Map<number, number>;
}

export const TRANSLUCENT_STRIDE = 5;

const FIRST_CAPACITY = 256;

export const createTranslucent = (): GrowingBins => ({
  size: 0,
  keys: new Uint32Array(FIRST_CAPACITY),
  sums: new Float64Array(FIRST_CAPACITY * TRANSLUCENT_STRIDE),
  numbers: new Map(),
});

/** Makes bins from plain data, to be added to again. */
export const resumeTranslucent = ({ keys, size, sums }: TranslucentBins): GrowingBins => ({
  size,
  keys,
  sums,
  numbers: new Map(Array.from(keys.subarray(0, size), (key, i) => [key, i])),
});

const point = new Int16Array(4);

/** Adds `count` pixels of a translucent color. */
export function addTranslucent(bins: GrowingBins, rgba: number, count: number): void {
  WORKING_SPACES.srgb.toPoint(rgba, point, 0);
  const x = point[0]!;
  const y = point[1]!;
  const z = point[2]!;
  const t = point[3]!;
  // Cells of 64 steps (8 gray levels) per side, 32 along t: 5 bits each.
  const column = (((x + LIMIT) >> 6) << 5) | ((y + LIMIT) >> 6);
  const key = (((column << 5) | ((z + LIMIT) >> 6)) << 5) | (t >> 5);
  addSums(bins, key, x * count, y * count, z * count, t * count, count);
}

function addSums(
  bins: GrowingBins,
  key: number,
  x: number,
  y: number,
  z: number,
  t: number,
  count: number,
): void {
  const at = TRANSLUCENT_STRIDE * numberOf(bins, key);
  const { sums } = bins;
  sums[at]! += x;
  sums[at + 1]! += y;
  sums[at + 2]! += z;
  sums[at + 3]! += t;
  sums[at + 4]! += count;
}

function numberOf(bins: GrowingBins, key: number): number {
  const known = bins.numbers.get(key);
  if (known !== undefined) return known;
  if (bins.size === bins.keys.length) grow(bins);
  bins.keys[bins.size] = key;
  bins.numbers.set(key, bins.size);
  return bins.size++;
}

function grow(bins: GrowingBins): void {
  const keys = new Uint32Array(2 * bins.keys.length);
  const sums = new Float64Array(2 * bins.sums.length);
  keys.set(bins.keys);
  sums.set(bins.sums);
  bins.keys = keys;
  bins.sums = sums;
}

/** Adds all bins of `source` to `target`. */
export function mergeTranslucent(target: GrowingBins, { keys, size, sums }: TranslucentBins): void {
  for (let i = 0, at = 0; i < size; i++, at += TRANSLUCENT_STRIDE) {
    addSums(target, keys[i]!, sums[at]!, sums[at + 1]!, sums[at + 2]!, sums[at + 3]!, sums[at + 4]!);
  }
}

/** Returns the bin numbers sorted by cell, so that the order of their appearance does not matter. */
export function binsByKey({ keys, size }: TranslucentBins): Uint32Array {
  const order = Float64Array.from({ length: size }, (_, i) => keys[i]! * 2 ** 20 + i).sort();
  return Uint32Array.from(order, (value) => value % 2 ** 20);
}
