import { type Points, SUMS } from '../histogram/points.ts';
import type { PaletteSearch } from '../nearest/palette-search.ts';
import { assign } from './assign.ts';
import type { Clusters } from './clusters.ts';

/**
 * Makes each free centroid opaque whose pixels are opaque for the most part. A mean of opaque pixels and the soft
 * rim around them is a little translucent: a small error, but a body that should be solid would let the
 * background through. `opaque` is the t of opaque colors.
 */
export function snapOpaque(points: Points, clusters: Clusters, search: PaletteSearch, opaque: number): void {
  const labels = new Uint8Array(points.size);
  assign(points, clusters, search, labels);
  const { centroids, count, fixed, sums } = clusters;
  const solid = new Float64Array(count);
  for (let i = 0; i < points.size; i++) {
    if (points.coordinates[4 * i + 3] === opaque) solid[labels[i]!]! += points.sums[SUMS * i + 4]!;
  }
  for (let c = fixed; c < count; c++) {
    const t = centroids[4 * c + 3]!;
    if (t <= 0 || solid[c]! * 2 < sums[SUMS * c + 4]! || solid[c] === 0) continue;
    // The same color at full opacity: coordinates grow with alpha.
    for (let axis = 0; axis < 4; axis++) centroids[4 * c + axis]! *= opaque / t;
  }
}
