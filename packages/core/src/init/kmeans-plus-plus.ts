import type { Points } from '../kernels/points.ts';
import { seededRandom } from '../math/random.ts';

/**
 * Returns first centroids by k-means++: points drawn with a probability that grows with their weight and their squared
 * distance to those drawn before. Fewer than `count` if there are fewer points. Arthur and Vassilvitskii, "k-means++:
 * the advantages of careful seeding", SODA 2007.
 */
export function kMeansPlusPlus(points: Points, count: number, seed: number): Float64Array {
  const { coordinates, size, weights } = points;
  const random = seededRandom(seed);
  const centroids: number[] = [];
  const scores = Float64Array.from({ length: size }, (_, i) => weights[i]!);
  const distances = new Float64Array(size).fill(Infinity);
  while (centroids.length < 4 * count) {
    const drawn = draw(scores, random());
    if (drawn < 0) break;
    const at = 4 * drawn;
    centroids.push(coordinates[at]!, coordinates[at + 1]!, coordinates[at + 2]!, coordinates[at + 3]!);
    for (let i = 0; i < size; i++) {
      const dx = coordinates[4 * i]! - coordinates[at]!;
      const dy = coordinates[4 * i + 1]! - coordinates[at + 1]!;
      const dz = coordinates[4 * i + 2]! - coordinates[at + 2]!;
      const dt = coordinates[4 * i + 3]! - coordinates[at + 3]!;
      distances[i] = Math.min(distances[i]!, dx * dx + dy * dy + dz * dz + dt * dt);
      scores[i] = weights[i]! * distances[i]!;
    }
  }
  return Float64Array.from(centroids);
}

/** Returns an index drawn in proportion to the scores; −1 if all are 0. */
function draw(scores: Float64Array, random: number): number {
  let total = 0;
  for (let i = 0; i < scores.length; i++) total += scores[i]!;
  if (total === 0) return -1;
  let rest = random * total;
  let last = -1;
  for (let i = 0; i < scores.length; i++) {
    if (scores[i] === 0) continue;
    last = i;
    rest -= scores[i]!;
    if (rest < 0) break;
  }
  return last;
}
