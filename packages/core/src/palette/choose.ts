import { SUMS_PER_CLUSTER } from '../constants.ts';
import type { Clusters } from '../kernels/clusters.ts';

/** A color that may enter the palette: a point in the working space and its weight in pixels. */
export interface Candidate {
  readonly point: readonly number[];
  readonly weight: number;
}

/** Distance of two points. */
const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
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

/** How much interest falls with local density at a salience of 1: by density to the power of this. */
const EVENNESS = 0.75;
/** How much interest grows with chroma at a salience of 1. The purest sRGB colors have a chroma of 0.1 to 0.32 in Oklab. */
const VIVIDNESS = 13;
/** Standard deviation of the neighborhood whose weight is the local density, times √2, as a distance in Oklab. */
const NEIGHBORHOOD = 0.06;
/** Distance in Oklab from which a chosen color stands for nothing of a candidate. */
const COVERAGE = 0.075;
/** Maximum number of rounds in which each chosen color may be exchanged. */
const MAX_EXCHANGES = 4;

/** Parameters of the choice of main colors. */
export interface Choice {
  /** Number of colors in addition to the fixed ones. */
  readonly count: number;
  /** 0 to 1: at 0 the share decides, at 1 distinctness does. */
  readonly salience: number;
  /** Least distance of two colors, in steps of the working space. */
  readonly merge: number;
  /** Whether colors nearer than `merge` are better than fewer colors. */
  readonly fills: boolean;
  /** Steps of the working space per distance of 1 in Oklab. */
  readonly unit: number;
}

/**
 * Returns the candidates that cover the most interest together with the fixed colors. A chosen color covers a candidate in
 * the measure of its nearness, and one far away not at all: a color that is like no other counts by its own interest,
 * however far it is. The interest of a candidate is its weight, but less where many pixels have similar colors, and more
 * where they are vivid.
 *
 * This is the facility location problem, solved by greedy choice and then by exchange: G. Cornuéjols, M. Fisher and G.
 * Nemhauser, "Location of bank accounts to optimize float", 1977, DOI 10.1287/mnsc.23.8.789.
 */
export function chooseCovering(
  candidates: readonly Candidate[],
  fixed: readonly (readonly number[])[],
  { count, fills, merge, salience, unit }: Choice,
): Candidate[] {
  const apart = candidates.map(({ point }) => candidates.map((other) => distance(point, other.point)));
  const toFixed = candidates.map(({ point }) =>
    Math.min(Infinity, ...fixed.map((one) => distance(one, point))),
  );
  const interests = interestsOf(candidates, apart, salience, unit);
  const coverage = (gap: number) => Math.max(0, 1 - gap / (COVERAGE * unit));
  /** Returns the candidate that covers the most of what the others leave, or −1. */
  const best = (others: readonly number[]): number => {
    const gaps = toFixed.map((gap, i) =>
      others.reduce((least, other) => Math.min(least, apart[i]![other]!), gap),
    );
    const far = gaps.flatMap((gap, i) => (gap >= merge ? [i] : []));
    const left = far.length > 0 || !fills ? far : [...gaps.keys()].filter((i) => !others.includes(i));
    const gainOf = (i: number) =>
      interests.reduce((sum, interest, j) => {
        const more = coverage(apart[i]![j]!) - coverage(gaps[j]!);
        return more > 0 ? sum + interest * more : sum;
      }, 0);
    return indexOfMost(left, gainOf);
  };
  const chosen: number[] = [];
  for (let next = best(chosen); next >= 0 && chosen.length < count; next = best(chosen)) chosen.push(next);
  for (let round = 0, changed = 1; round < MAX_EXCHANGES && changed > 0; round++) {
    changed = 0;
    for (const [i, old] of chosen.entries()) {
      chosen[i] = best(chosen.filter((other) => other !== old));
      if (chosen[i] !== old) changed++;
    }
  }
  return chosen.map((i) => candidates[i]!);
}

/** Returns how much each candidate matters. */
function interestsOf(
  candidates: readonly Candidate[],
  apart: readonly (readonly number[])[],
  salience: number,
  unit: number,
): number[] {
  return candidates.map(({ point, weight }, i) => {
    const density = candidates.reduce(
      (sum, other, j) => sum + other.weight * Math.exp(-((apart[i]![j]! / (NEIGHBORHOOD * unit)) ** 2)),
      0,
    );
    const chroma = Math.hypot(point[1]!, point[2]!) / unit;
    return ((1 + salience * VIVIDNESS * chroma) * weight) / density ** (EVENNESS * salience);
  });
}

/** Returns the first of the indices with the highest value, or −1 of none. */
function indexOfMost(indices: readonly number[], measure: (index: number) => number): number {
  let [most, highest] = [-1, -1];
  for (const index of indices) {
    const value = measure(index);
    if (value > highest) [most, highest] = [index, value];
  }
  return most;
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
