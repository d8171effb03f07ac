/**
 * Roots from basic arithmetic only. `Math.cbrt` and `Math.pow` may differ in the last bit from one engine
 * to the next; additions, multiplications and divisions may not, and the bytes we write depend on them.
 */

const f32 = Math.fround;
const word = new ArrayBuffer(4);
const asFloat = new Float32Array(word);
const asInteger = new Int32Array(word);

/**
 * Cube root of `x`, in floats of 32 bits, to one of which `x` is rounded first: 0, or a normal one. It is within 2 · 10⁻⁷ of
 * itself. A third of the exponent, taken away, guesses the inverse root y within 4 %; then the root is xy² · (1 − r)^(−2/3),
 * where r = 1 − xy³ is so small that seven terms of the binomial series do. There is no division to wait for: dithering in
 * Oklab takes three roots a pixel, one pixel after the other.
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

/** The integer whose difference to a third of that of a float is about that of its inverse cube root. */
const INVERSE_ROOT = 0x54a1c000;
const SERIES = Float32Array.of(2 / 3, 5 / 9, 40 / 81, 110 / 243, 308 / 729, 2618 / 6561);

/** Fifth root of `x` in [0, 1]. Newton's method from above, where it falls until it cannot. */
export function fifthRoot(x: number): number {
  if (x <= 0) return 0;
  let y = 1;
  for (;;) {
    const next = y - (y - x / (y * y * y * y)) / 5;
    if (next >= y) return y;
    y = next;
  }
}
