/** A point of a curve of quality against file size. Higher quality is better. */
export interface CurvePoint {
  readonly bytes: number;
  readonly quality: number;
}

/** Returns the Pareto hull: points that no other point beats in both bytes and quality, by increasing bytes. */
export function paretoHull(points: readonly CurvePoint[]): CurvePoint[] {
  const sorted = [...points].sort((a, b) => a.bytes - b.bytes || b.quality - a.quality);
  const hull: CurvePoint[] = [];
  for (const point of sorted) {
    if (hull.length === 0 || point.quality > hull.at(-1)!.quality) hull.push(point);
  }
  return hull;
}

/**
 * Returns the mean difference of log(bytes) between two curves at equal quality, over the common qualities above
 * `lowest`. Bjøntegaard, VCEG-M33, 2001, with straight lines between the points of the hull instead of a cubic.
 * Undefined if the curves have no common range.
 */
export function logRateDifference(
  curve: readonly CurvePoint[],
  base: readonly CurvePoint[],
  lowest = Number.NEGATIVE_INFINITY,
): number | undefined {
  const [ours, theirs] = [paretoHull(curve), paretoHull(base)];
  if (ours.length === 0 || theirs.length === 0) return undefined;
  const from = Math.max(ours[0]!.quality, theirs[0]!.quality, lowest);
  const to = Math.min(ours.at(-1)!.quality, theirs.at(-1)!.quality);
  if (!(to > from)) return undefined;
  const inside = [...ours, ...theirs]
    .map(({ quality }) => quality)
    .filter((quality) => quality > from && quality < to);
  const knots = [from, ...inside.sort((a, b) => a - b), to];
  const differences = knots.map((quality) => logBytesAt(ours, quality) - logBytesAt(theirs, quality));
  let area = 0;
  for (let i = 1; i < knots.length; i++) {
    area += ((differences[i]! + differences[i - 1]!) / 2) * (knots[i]! - knots[i - 1]!);
  }
  return area / (to - from);
}

/** Returns the BD-rate in percent: −50 means half the bytes at every quality. */
export function bdRate(
  curve: readonly CurvePoint[],
  base: readonly CurvePoint[],
  lowest?: number,
): number | undefined {
  const difference = logRateDifference(curve, base, lowest);
  return difference === undefined ? undefined : percentOf(difference);
}

/** Converts a difference of logarithms to percent. */
export const percentOf = (difference: number): number => 100 * (Math.exp(difference) - 1);

function logBytesAt(hull: readonly CurvePoint[], quality: number): number {
  const after = hull.findIndex((point) => point.quality >= quality);
  const right = hull[after]!;
  if (after === 0 || right.quality === quality) return Math.log(right.bytes);
  const left = hull[after - 1]!;
  const share = (quality - left.quality) / (right.quality - left.quality);
  return (1 - share) * Math.log(left.bytes) + share * Math.log(right.bytes);
}
