import { WORKING_SPACES } from '../color/working-space.ts';

/**
 * Bins of translucent colors: an open hash table that grows, since few of the possible bins occur. A bin is
 * a cell of the space in which differences are seen (see `WorkingSpace`): color times alpha, and alpha.
 * It carries exact sums of the points, so that its mean is exact however coarse the cell.
 */
export interface TranslucentBins {
  size: number;
  /** Cell of each slot plus one; 0 is free. */
  keys: Uint32Array;
  /** Five numbers a slot: sums of x, y, z, t, and the pixel count. */
  sums: Float64Array;
}

export const TRANSLUCENT_STRIDE = 5;

export const createTranslucent = (): TranslucentBins => withCapacity(256);

function withCapacity(capacity: number): TranslucentBins {
  return {
    size: 0,
    keys: new Uint32Array(capacity),
    sums: new Float64Array(capacity * TRANSLUCENT_STRIDE),
  };
}

const point = new Int16Array(4);

/** Adds one translucent pixel. */
export function addTranslucent(bins: TranslucentBins, rgba: number): void {
  WORKING_SPACES.srgb.toPoint(rgba, point, 0);
  const x = point[0]!;
  const y = point[1]!;
  const z = point[2]!;
  const t = point[3]!;
  // Cells of 32 steps (4 gray levels) a side: 6 bits for each of x, y, z and 5 for t.
  const key = (((x + 1024) >> 5) << 17) | (((y + 1024) >> 5) << 11) | (((z + 1024) >> 5) << 5) | (t >> 5);
  addSums(bins, key, x, y, z, t, 1);
}

/** Adds sums to the bin of a cell. */
function addSums(
  bins: TranslucentBins,
  key: number,
  x: number,
  y: number,
  z: number,
  t: number,
  count: number,
): void {
  let slot = findSlot(bins.keys, key);
  if (bins.keys[slot] === 0) {
    if (bins.size * 2 >= bins.keys.length) {
      grow(bins);
      slot = findSlot(bins.keys, key);
    }
    bins.keys[slot] = key + 1;
    bins.size++;
  }
  const at = slot * TRANSLUCENT_STRIDE;
  const { sums } = bins;
  sums[at]! += x;
  sums[at + 1]! += y;
  sums[at + 2]! += z;
  sums[at + 3]! += t;
  sums[at + 4]! += count;
}

function findSlot(keys: Uint32Array, key: number): number {
  const mask = keys.length - 1;
  let slot = Math.imul(key, 0x9e3779b1) >>> Math.clz32(mask);
  while (keys[slot] !== 0 && keys[slot] !== key + 1) slot = (slot + 1) & mask;
  return slot;
}

function grow(bins: TranslucentBins): void {
  const larger = withCapacity(bins.keys.length * 4);
  mergeTranslucent(larger, bins);
  bins.keys = larger.keys;
  bins.sums = larger.sums;
}

/** Adds all bins of `source` to `target`. */
export function mergeTranslucent(target: TranslucentBins, source: TranslucentBins): void {
  const { keys, sums } = source;
  for (let slot = 0; slot < keys.length; slot++) {
    if (keys[slot] === 0) continue;
    const at = slot * TRANSLUCENT_STRIDE;
    addSums(target, keys[slot]! - 1, sums[at]!, sums[at + 1]!, sums[at + 2]!, sums[at + 3]!, sums[at + 4]!);
  }
}
