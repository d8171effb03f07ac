/**
 * The plain definitions that the fast code is held against, in floating point and from scratch.
 */

/** Expected squared difference of two RGBA colors over all gray backgrounds, by the integral itself. */
export function seenDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let total = 0;
  for (let channel = 0; channel < 3; channel++) {
    // Composites differ by p + q·background; the mean of its square over background 0 … 255.
    const p = (a[channel]! * a[3]! - b[channel]! * b[3]!) / 255;
    const q = (b[3]! - a[3]!) / 255;
    total += p * p + p * q * 255 + (q * q * 255 * 255) / 3;
  }
  return total;
}

/** Index of the nearest point among `count` (4 integers each); the first of several. */
export function bruteNearest(points: ArrayLike<number>, count: number, at: readonly number[]): number {
  let best = 0;
  let bestSq = Infinity;
  for (let i = 0; i < count; i++) {
    let square = 0;
    for (let axis = 0; axis < 4; axis++) square += (points[4 * i + axis]! - at[axis]!) ** 2;
    if (square < bestSq) {
      bestSq = square;
      best = i;
    }
  }
  return best;
}
