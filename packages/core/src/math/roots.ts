/**
 * Roots from basic arithmetic only. `Math.cbrt` and `Math.pow` may differ in the last bit from one engine
 * to the next; additions, multiplications and divisions may not, and the bytes we write depend on them.
 */

const word = new ArrayBuffer(4);
const asFloat = new Float32Array(word);
const asInteger = new Int32Array(word);

/**
 * Cube root of `x`, 0 or a normal float of 32 bits, within 5 · 10⁻⁸ of itself. A third of the exponent, taken away, guesses the
 * inverse root y within 3.5 %; then the root is xy² · (1 − r)^(−2/3), where r = 1 − xy³ is so small that seven terms of
 * the binomial series do. There is no division to wait for: dithering in Oklab takes three roots a pixel, one pixel
 * after the other.
 */
export function cubeRoot(x: number): number {
  if (x <= 0) return 0;
  asFloat[0] = x;
  asInteger[0] = INVERSE_ROOT - ((asInteger[0]! / 3) | 0);
  const y = asFloat[0]!;
  const near = x * y * y;
  const r = 1 - near * y;
  const rr = r * r;
  const series =
    2 / 3 + (5 / 9) * r + rr * (40 / 81 + (110 / 243) * r + rr * (308 / 729 + (2618 / 6561) * r));
  return near + near * r * series;
}

/** The integer whose difference to a third of that of a float is about that of its inverse cube root. */
const INVERSE_ROOT = 0x54a20000;

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
