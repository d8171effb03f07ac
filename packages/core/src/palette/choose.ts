import { SUMS_PER_CLUSTER } from '../constants.ts';
import type { Clusters } from '../kernels/clusters.ts';

/** A color that may enter the palette: a point in the working space and its weight in pixels. */
export interface Candidate {
  readonly point: readonly number[];
  readonly weight: number;
}

/** Distance of two points. */
export const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!, a[3]! - b[3]!);

/** Returns the means of all clusters that have pixels, heaviest first. */
export function candidatesOf({ count, sums }: Clusters): Candidate[] {
  const found: Candidate[] = [];
  for (let c = 0; c < count; c++) {
    const weight = sums[SUMS_PER_CLUSTER * c + 4]!;
    if (weight > 0)
      found.push({ point: [0, 1, 2, 3].map((axis) => sums[SUMS_PER_CLUSTER * c + axis]! / weight), weight });
  }
  return found.sort((a, b) => b.weight - a.weight);
}

/** Merges candidates nearer than `reach`, nearest pair first, while more than `minCount` are left. */
export function mergeNear(candidates: readonly Candidate[], reach: number, minCount: number): Candidate[] {
  const left = [...candidates];
  while (left.length > minCount) {
    let best = reach;
    let pair: [number, number] | undefined;
    for (let i = 0; i < left.length; i++) {
      for (let j = i + 1; j < left.length; j++) {
        const gap = distance(left[i]!.point, left[j]!.point);
        if (gap < best) [best, pair] = [gap, [i, j]];
      }
    }
    if (!pair) break;
    const [a, b] = pair.map((i) => left[i]!) as [Candidate, Candidate];
    const weight = a.weight + b.weight;
    const point = a.point.map((value, axis) => (value * a.weight + b.point[axis]! * b.weight) / weight);
    left[pair[0]] = { point, weight };
    left.splice(pair[1], 1);
  }
  return left;
}

/**
 * Factor by which chroma raises a candidate's score: 1 + this × chroma. The purest sRGB colors have a chroma of 0.1 to
 * 0.32 in Oklab.
 */
const VIVIDNESS = 6;

/**
 * Picks `count` candidates one by one. Each time the highest score wins: weight^(1 − salience) × distance to the colors
 * chosen so far, raised by chroma. Without any color yet, the weight alone decides. At a salience of 0.5 and without
 * chroma this is weight × distance² (its root), by which k-means++ draws centroids. `unit` is a distance of 1 in Oklab.
 */
export function chooseDistinct(
  candidates: readonly Candidate[],
  fixed: readonly (readonly number[])[],
  count: number,
  salience: number,
  unit: number,
): Candidate[] {
  const chosen: Candidate[] = [];
  const rest = new Set(candidates);
  const existing = [...fixed];
  const worth = ({ point, weight }: Candidate): number => {
    const vivid = 1 + (VIVIDNESS * Math.hypot(point[1]!, point[2]!)) / unit;
    if (existing.length === 0) return vivid * weight;
    return vivid * weight ** (1 - salience) * Math.min(...existing.map((other) => distance(other, point)));
  };
  while (chosen.length < count && rest.size > 0) {
    let best: Candidate | undefined;
    let highest = -1;
    for (const candidate of rest) {
      const score = worth(candidate);
      if (score > highest) [highest, best] = [score, candidate];
    }
    rest.delete(best!);
    chosen.push(best!);
    existing.push(best!.point);
  }
  return chosen;
}

/**
 * Returns the index where a falling curve bends most: the place farthest below the line between its ends. See V.
 * Satopää et al., "Finding a 'Kneedle' in a Haystack", 2011, DOI 10.1109/ICDCSW.2011.20.
 */
export function knee(curve: readonly number[]): number {
  const last = curve.length - 1;
  const drop = curve[0]! - curve[last]!;
  let [at, farthest] = [0, 0];
  for (let i = 1; i < last && drop > 0; i++) {
    const below = (curve[0]! - curve[i]!) / drop - i / last;
    if (below > farthest) [at, farthest] = [i, below];
  }
  return at;
}
