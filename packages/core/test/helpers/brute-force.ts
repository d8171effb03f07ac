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
function bruteNearest(points: ArrayLike<number>, count: number, at: readonly number[]): number {
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

/**
 * The same for palette entries: what is half opaque or more takes an entry of a quarter opacity or more where there is one,
 * and what is opaque an opaque one; centroids know the first rule alone. `opaque` is the t of opaque colors.
 */
export function bruteEntry(
  points: ArrayLike<number>,
  count: number,
  at: readonly number[],
  opaque = 1020,
  arePalette = true,
): number {
  const all = Array.from({ length: count }, (_, i) => i);
  const atLeast = (t: number) => all.filter((i) => points[4 * i + 3]! >= t);
  const isOpaque = arePalette && at[3]! >= opaque && atLeast(opaque).length > 0;
  const allowed = isOpaque ? atLeast(opaque) : atLeast(opaque / 4);
  if (at[3]! < opaque / 2 || allowed.length === 0) return bruteNearest(points, count, at);
  const flat = allowed.flatMap((i) => [0, 1, 2, 3].map((axis) => points[4 * i + axis]!));
  return allowed[bruteNearest(flat, allowed.length, at)]!;
}
