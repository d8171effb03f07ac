// Logarithms to base 2 in integers, so that costs are the same on every host.

/** Fraction bits of a logarithm. */
export const FRACTION: u32 = 8;
const TABLE_BITS: u32 = 11;
/** log2(1 + (i + 0.5) / 2048) << 16 of each i: u32. */
const TABLE = memory.data(4 << 11, 4);

/** Fills the table, bit by bit: squaring a number doubles its logarithm. */
export function startLogarithms(): void {
  for (let i: u32 = 0; i < 1 << TABLE_BITS; i++) {
    let x: u64 = (1 << 30) + (((i << 1) + 1) << (29 - TABLE_BITS));
    if (i === 0) x = 1 << 30;
    let result: u32 = 0;
    for (let bit: u32 = 0; bit < 16; bit++) {
      x = (x * x) >> 30;
      result <<= 1;
      if (x >= 1 << 31) {
        result |= 1;
        x >>= 1;
      }
    }
    store<u32>(TABLE + 4 * i, result);
  }
}

/** Returns log2(value) << 16, for a value above 0. */
// @inline
export function log2(value: u32): u32 {
  const zeros = clz(value);
  return ((31 - zeros) << 16) + load<u32>(TABLE + 4 * (((value << zeros) << 1) >>> (32 - TABLE_BITS)));
}
