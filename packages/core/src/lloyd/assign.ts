import { type Points, SUMS } from '../histogram/points.ts';
import { nearestColor, type PaletteSearch, setPalette } from '../nearest/palette-search.ts';
import type { Clusters } from './clusters.ts';

/** The assign step of Lloyd's algorithm: labels each point with its nearest centroid and sums up the clusters. */
export function assign(points: Points, clusters: Clusters, search: PaletteSearch, labels: Uint8Array): void {
  setPalette(search, clusters.centroids, clusters.count);
  const { coordinates, size, sums: weights } = points;
  const { sums } = clusters;
  sums.fill(0);
  for (let i = 0, p = 0, s = 0; i < size; i++, p += 4, s += SUMS) {
    const label = nearestColor(
      search,
      coordinates[p]!,
      coordinates[p + 1]!,
      coordinates[p + 2]!,
      coordinates[p + 3]!,
    );
    labels[i] = label;
    const at = SUMS * label;
    sums[at]! += weights[s]!;
    sums[at + 1]! += weights[s + 1]!;
    sums[at + 2]! += weights[s + 2]!;
    sums[at + 3]! += weights[s + 3]!;
    sums[at + 4]! += weights[s + 4]!;
  }
}

/** Σ w|p|² of points at their means: what `explained` is a part of. */
export function totalSquare(points: Points): number {
  const { size, sums } = points;
  let total = 0;
  for (let i = 0, s = 0; i < size; i++, s += SUMS) {
    const x = sums[s]!;
    const y = sums[s + 1]!;
    const z = sums[s + 2]!;
    const t = sums[s + 3]!;
    total += (x * x + y * y + z * z + t * t) / sums[s + 4]!;
  }
  return total;
}
