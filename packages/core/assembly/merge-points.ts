// Merges points that share a cell, as in src/kernels/merge-points.ts.

import { HASH, LIMIT } from '../src/constants';
import { opaqueT } from './nearest-search';
import { add } from './vectors';
import { round } from './working-space';

/**
 * Writes the merged points. Returns their number, or −1 if they exceed half of the slots.
 *
 * @param bits bits of a cell per axis x, y, z, 4 to 7.
 * @param sums room for four f64 per point.
 * @param keys room for a u32 per point.
 * @param slots room for 2 ** `slotBits` u32.
 */
export function mergePoints(
  coordinates: usize,
  weights: usize,
  size: u32,
  bits: i32,
  mergedCoordinates: usize,
  mergedWeights: usize,
  sums: usize,
  keys: usize,
  slots: usize,
  slotBits: u32,
): i32 {
  memory.fill(slots, 0, (<usize>4) << slotBits);
  const mask: u32 = (1 << slotBits) - 1;
  const capacity: u32 = 1 << (slotBits - 1);
  let count: u32 = 0;
  for (let i: usize = 0; i < size; i++) {
    const from = coordinates + (i << 3);
    const weight = load<u32>(weights + (i << 2));
    const key = cellOf(from, bits);
    let slot = (key * HASH) >>> (32 - slotBits);
    let number: u32;
    for (;;) {
      number = load<u32>(slots + ((<usize>slot) << 2));
      if (number === 0 || load<u32>(keys + ((<usize>(number - 1)) << 2)) === key) break;
      slot = (slot + 1) & mask;
    }
    if (number === 0) {
      if (count === capacity) return -1;
      number = ++count;
      store<u32>(slots + ((<usize>slot) << 2), number);
      store<u32>(keys + ((<usize>(number - 1)) << 2), key);
      store<u32>(mergedWeights + ((<usize>(number - 1)) << 2), 0);
      memory.fill(sums + ((<usize>(number - 1)) << 5), 0, 32);
    }
    const at = <usize>(number - 1);
    store<u32>(mergedWeights + (at << 2), load<u32>(mergedWeights + (at << 2)) + weight);
    const wide = i32x4.extend_low_i16x8_s(v128.load64_zero(from));
    const w = f64x2.splat(<f64>weight);
    const sum = sums + (at << 5);
    add(sum, f64x2.mul(w, f64x2.convert_low_i32x4_s(wide)));
    add(sum + 16, f64x2.mul(w, f64x2.convert_low_i32x4_s(v128.shuffle<i32>(wide, wide, 2, 3, 0, 1))));
  }
  for (let i: usize = 0; i < count; i++) {
    const weight = <f64>load<u32>(mergedWeights + (i << 2));
    for (let axis: usize = 0; axis < 4; axis++) {
      const mean = round(load<f64>(sums + (i << 5) + (axis << 3)) / weight);
      store<i16>(mergedCoordinates + (i << 3) + (axis << 1), <i16>mean);
    }
  }
  return count;
}

/** Number of a point's cell. Fully transparent and opaque points have cells of their own. */
function cellOf(point: usize, bits: i32): u32 {
  const shift = 11 - bits;
  const x = (load<i16>(point) + LIMIT) >> shift;
  const y = (load<i16>(point, 2) + LIMIT) >> shift;
  const z = (load<i16>(point, 4) + LIMIT) >> shift;
  const own = <i32>load<i16>(point, 6);
  const t = own === opaqueT() ? (1 << bits) - 1 : (own + (1 << shift) - 1) >> shift;
  return (((((x << bits) | y) << bits) | z) << bits) | t;
}
