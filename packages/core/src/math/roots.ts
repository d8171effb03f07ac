/**
 * Roots from basic arithmetic only. `Math.cbrt` and `Math.pow` may differ in the last bit between engines. Additions,
 * multiplications and divisions may not, and the output bytes depend on them.
 */

const f32 = Math.fround;
const word = new ArrayBuffer(4);
const asFloat = new Float32Array(word);
const asInteger = new Int32Array(word);

/**
 * Cube root of `x` in 32-bit floats, with a relative error below 2 · 10⁻⁷. `x` is rounded to a float first: 0, or a
 * normal one. Subtracting a third of the exponent estimates the inverse root y within 4 %. The root is xy² · (1 −
 * r)^(−2/3) with r = 1 − xy³, of which seven terms of the binomial series are enough. There is no slow division:
 * dithering in Oklab takes three roots per pixel, one pixel after the other.
 */
export function cubeRoot(x: number): number {
  asFloat[0] = x;
  const bits = asInteger[0]!;
  const quarter = (bits >> 2) + (bits >> 4);
  const almost = quarter + (quarter >> 4);
  asInteger[0] = INVERSE_ROOT - almost - (almost >> 8);
  const y = asFloat[0]!;
  const near = f32(f32(f32(x) * y) * y);
  const r = f32(1 - f32(near * y));
  const rr = f32(r * r);
  const ends = f32(SERIES[4]! + f32(SERIES[5]! * r));
  const middle = f32(f32(SERIES[2]! + f32(SERIES[3]! * r)) + f32(rr * ends));
  const series = f32(f32(SERIES[0]! + f32(SERIES[1]! * r)) + f32(rr * middle));
  return f32(near + f32(f32(near * r) * series));
}

/** Integer such that this minus a third of a float's bits are about the bits of its inverse cube root. */
const INVERSE_ROOT = 0x54a1c000;
const SERIES = Float32Array.of(2 / 3, 5 / 9, 40 / 81, 110 / 243, 308 / 729, 2618 / 6561);

/** Fifth root of `x` in [0, 1]: Newton's method from above, until it no longer decreases. */
export function fifthRoot(x: number): number {
  if (x <= 0) return 0;
  let y = 1;
  for (;;) {
    const next = y - (y - x / (y * y * y * y)) / 5;
    if (next >= y) return y;
    y = next;
  }
}
