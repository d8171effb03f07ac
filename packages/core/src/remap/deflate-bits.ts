/** Returns the estimated bits per literal of each color, within the code lengths of deflate. */
export function literalBits(counts: ArrayLike<number>, colors: number): Float64Array {
  const total = Array.from({ length: colors }, (_, i) => counts[i]!).reduce((sum, count) => sum + count, 0);
  const bits = new Float64Array(colors);
  for (let i = 0; i < colors; i++) {
    const rare = (total + 1) / (counts[i]! + 0.3);
    bits[i] = Math.max(1, Math.min(13, log2(rare) + MATCHES_TOO));
  }
  return bits;
}

/** Added bits per literal, since match lengths share the code. */
const MATCHES_TOO = 0.7;
/** Bits of a match's length, and of its distance without the extra bits of deflate. */
const LENGTH_BITS = 6.5;
const DISTANCE_BITS = 4;

/** Returns the estimated bits that start a match `distance` bytes back. */
export function matchBits(distance: number): number {
  let extra = 0;
  for (let reach = 4; reach < distance; reach *= 2) extra++; // RFC 1951, 3.2.5
  return LENGTH_BITS + DISTANCE_BITS + extra;
}

/** Binary logarithm of `x` ≥ 1 with a precision of 1/4096. Squares `x`, since `Math.log2` differs between engines. */
export function log2(x: number): number {
  let whole = 0;
  let rest = x;
  while (rest >= 2) {
    rest /= 2;
    whole++;
  }
  let fraction = 0;
  for (let bit = 0.5; bit > 1e-4; bit /= 2) {
    rest *= rest;
    if (rest >= 2) {
      rest /= 2;
      fraction += bit;
    }
  }
  return whole + fraction;
}
