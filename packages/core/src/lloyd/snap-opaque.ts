import type { Engine } from '../engine/engine.ts';
import type { Points } from '../histogram/points.ts';
import { type Clusters, SUMS } from './clusters.ts';
import { isNextToOpaque } from './kinds.ts';

/**
 * Makes each free centroid opaque whose pixels are opaque for the most part, and where it is next to opacity already, any of
 * them. A mean of opaque pixels and the soft rim around them is a little translucent: a small error, but a body that should be
 * solid would let the background through. `opaque` is the t of opaque colors.
 */
export function snapOpaque(engine: Engine, points: Points, clusters: Clusters, opaque: number): void {
  engine.assign(points, clusters, 5);
  const { centroids, count, fixed, sums } = clusters;
  const { coordinates, labels, size, weights } = points;
  const solid = new Float64Array(count);
  for (let i = 0; i < size; i++) {
    if (coordinates[4 * i + 3] === opaque) solid[labels[i]!]! += weights[i]!;
  }
  for (let c = fixed; c < count; c++) {
    const t = centroids[4 * c + 3]!;
    if (t <= 0 || solid[c] === 0) continue;
    if (solid[c]! * 2 < sums[SUMS * c + 4]! && !isNextToOpaque(t, opaque)) continue;
    // The same color at full opacity: coordinates grow with alpha.
    for (let axis = 0; axis < 4; axis++) centroids[4 * c + axis]! *= opaque / t;
  }
}

/** Whether any point is neither opaque nor fully transparent. */
export function hasTranslucent({ coordinates }: Points, opaque: number): boolean {
  for (let at = 3; at < coordinates.length; at += 4) {
    if (coordinates[at] !== opaque && coordinates[at] !== 0) return true;
  }
  return false;
}

/** Whether some points are opaque and others translucent. */
export function hasBoth(points: Points, opaque: number): boolean {
  const { coordinates, solid } = points;
  if (solid || !hasTranslucent(points, opaque)) return false;
  for (let at = 3; at < coordinates.length; at += 4) if (coordinates[at] === opaque) return true;
  return false;
}

/** Whether any point is fully transparent. */
export function hasTransparent({ coordinates }: Points): boolean {
  for (let at = 3; at < coordinates.length; at += 4) if (coordinates[at] === 0) return true;
  return false;
}
