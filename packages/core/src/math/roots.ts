/**
 * Roots from basic arithmetic only. `Math.cbrt` and `Math.pow` may differ in the last bit from one engine
 * to the next; additions, multiplications and divisions may not, and the bytes we write depend on them.
 */

const word = new ArrayBuffer(4);
const asFloat = new Float32Array(word);
const asInteger = new Int32Array(word);

/** Cube root of `x` ≥ 0, to the last few bits of a double. */
export function cubeRoot(x: number): number {
  if (x <= 0) return 0;
  // A third of the exponent is a guess within 5 %; each Halley step triples the number of correct digits.
  asFloat[0] = x;
  asInteger[0] = (asInteger[0]! / 3 + 709_921_077) | 0;
  let y = asFloat[0]!;
  for (let step = 0; step < 3; step++) {
    const cube = y * y * y;
    y = (y * (cube + x + x)) / (cube + cube + x);
  }
  return y;
}

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
