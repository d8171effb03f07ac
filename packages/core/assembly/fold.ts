// Joins points that share a coarse cell, as in src/init/fold.ts.

import { LIMIT, round } from './space';

/** Number plus one of the folded point of each cell; all 0 between calls. */
const NUMBERS = memory.data((1 << 19) << 2, 16);

/** Writes the folded points; gives their number. `bits`, 4 or 5, of a cell per axis x, y, z; `sums`: room for four f64 a point. */
export function fold(
  coordinates: usize,
  weights: usize,
  size: u32,
  bits: i32,
  foldedCoordinates: usize,
  foldedWeights: usize,
  sums: usize,
): u32 {
  let count: u32 = 0;
  for (let i: usize = 0; i < size; i++) {
    const from = coordinates + (i << 3);
    const weight = load<u32>(weights + (i << 2));
    const slot = slotOf(from, bits);
    let number = load<u32>(slot);
    if (number === 0) {
      number = ++count;
      store<u32>(slot, number);
      store<u32>(foldedWeights + ((<usize>number) << 2) - 4, 0);
      memory.fill(sums + ((<usize>number) << 5) - 32, 0, 32);
      // Any point of the cell will do to find the slot again.
      store<u64>(foldedCoordinates + ((<usize>number) << 3) - 8, load<u64>(from));
    }
    const to = foldedWeights + ((<usize>number) << 2) - 4;
    store<u32>(to, load<u32>(to) + weight);
    const sum = sums + ((<usize>number) << 5) - 32;
    for (let axis: usize = 0; axis < 4; axis++) {
      const at = sum + (axis << 3);
      store<f64>(at, load<f64>(at) + <f64>weight * <f64>load<i16>(from + (axis << 1)));
    }
  }
  for (let i: usize = 0; i < count; i++) {
    const to = foldedCoordinates + (i << 3);
    store<u32>(slotOf(to, bits), 0);
    const weight = <f64>load<u32>(foldedWeights + (i << 2));
    for (let axis: usize = 0; axis < 4; axis++) {
      store<i16>(to + (axis << 1), <i16>round(load<f64>(sums + (i << 5) + (axis << 3)) / weight));
    }
  }
  return count;
}

function slotOf(point: usize, bits: i32): usize {
  const shift = 11 - bits;
  const x = (load<i16>(point) + LIMIT) >> shift;
  const y = (load<i16>(point, 2) + LIMIT) >> shift;
  const z = (load<i16>(point, 4) + LIMIT) >> shift;
  const cell = (((((x << bits) | y) << bits) | z) << (bits - 1)) | (load<i16>(point, 6) >> shift);
  return NUMBERS + ((<usize>cell) << 2);
}
