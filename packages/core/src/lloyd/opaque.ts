import { SUMS_PER_CLUSTER } from '../constants.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clusters } from '../kernels/clusters.ts';
import type { Memory } from '../kernels/memory.ts';
import { SEARCH_BITS } from '../kernels/nearest-search.ts';
import { allocatePoints, firstPoints, type Points } from '../kernels/points.ts';

/**
 * Points by opacity class. Opaque pixels only take opaque colors, so both classes have their own clusters. Almost
 * opaque pixels belong to opaque objects with a little noise in their alpha, and count as opaque.
 */
export interface OpacityClasses {
  readonly opaque: Points;
  readonly translucent: Points;
}

/** Share of full opacity from which on pixels are almost opaque: alpha 252, whose translucency is invisible. */
const ALMOST_OPAQUE = 0.988;
const isAlmostOpaque = (t: number, opaque: number): boolean => t >= ALMOST_OPAQUE * opaque;

/** Copies points into their opacity class. `opaque` is the t of opaque colors. */
export function splitByOpacity(
  { coordinates, size, weights }: Points,
  opaque: number,
  memory: Memory,
): OpacityClasses {
  let opaques = 0;
  for (let i = 0; i < size; i++) if (isAlmostOpaque(coordinates[4 * i + 3]!, opaque)) opaques++;
  const classes = {
    opaque: allocatePoints(memory, opaques),
    translucent: allocatePoints(memory, size - opaques),
  };
  let toOpaque = 0;
  let toTranslucent = 0;
  for (let i = 0; i < size; i++) {
    const isOpaque = isAlmostOpaque(coordinates[4 * i + 3]!, opaque);
    const to = isOpaque ? toOpaque++ : toTranslucent++;
    const points = isOpaque ? classes.opaque : classes.translucent;
    for (let axis = 0; axis < 4; axis++) points.coordinates[4 * to + axis] = coordinates[4 * i + axis]!;
    points.weights[to] = weights[i]!;
  }
  return classes;
}

/** With more free colors than this, both classes get one, however few their pixels are. */
const FEW = 6;

/**
 * Returns how many of `count` free colors opaque pixels get: as many as if clusters were split by largest inertia,
 * starting with the two classes. Returns 0 if so few colors leave one class without a fair share; then clusters mix
 * both.
 */
export function opaqueCount(engine: Engine, { opaque, translucent }: OpacityClasses, count: number): number {
  const { memory } = engine;
  const mark = memory.mark();
  const all = allocatePoints(memory, opaque.size + translucent.size);
  all.coordinates.set(opaque.coordinates);
  all.weights.set(opaque.weights);
  for (let at = 3; at < 4 * opaque.size; at += 4) all.coordinates[at]! += CLASS_OFFSET;
  let size = opaque.size;
  let weight = 0;
  for (let i = 0; i < translucent.size; i++) {
    if (translucent.coordinates[4 * i + 3] === 0) continue; // full transparency already has a color
    for (let axis = 0; axis < 4; axis++)
      all.coordinates[4 * size + axis] = translucent.coordinates[4 * i + axis]!;
    all.weights[size++] = translucent.weights[i]!;
    weight += translucent.weights[i]!;
  }
  const opaqueWeight = opaque.weights.reduce((sum, each) => sum + each, 0);
  const minWeight = (weight + opaqueWeight) / count;
  let found = 0;
  if (count > FEW || (count > 1 && Math.min(weight, opaqueWeight) >= minWeight)) {
    const centroids = engine.varianceSplit(firstPoints(all, size), count);
    for (let at = 3; at < centroids.length; at += 4) if (centroids[at]! >= CLASS_OFFSET) found++;
  }
  memory.release(mark);
  if (found === 0) return count > FEW ? 1 : 0; // too few opaque pixels to be split from the others
  // One more, since opaque colors also serve as the highest level of soft edges.
  return Math.min(found + 1, count - 1);
}

/** Offset of t that makes the first split separate the classes. */
const CLASS_OFFSET = 2 ** 13;

/** Returns the free centroids of each class, 4 numbers each. */
export function centroidsOf(
  { centroids, count, fixed }: Clusters,
  opaque: number,
): Record<keyof OpacityClasses, number[]> {
  const found: Record<keyof OpacityClasses, number[]> = { opaque: [], translucent: [] };
  for (let c = fixed; c < count; c++) {
    const opacityClass = isAlmostOpaque(centroids[4 * c + 3]!, opaque) ? 'opaque' : 'translucent';
    found[opacityClass].push(...centroids.subarray(4 * c, 4 * c + 4));
  }
  return found;
}

/**
 * Makes centroids opaque if most of their pixels are, or if they are almost opaque and have any opaque pixel. The mean
 * of opaque pixels and their soft edge is slightly translucent. The error is small, but the background would show
 * through the object. `opaque` is the t of opaque colors.
 */
export function snapOpaque(engine: Engine, points: Points, clusters: Clusters, opaque: number): void {
  engine.assign(points, clusters, SEARCH_BITS.samples);
  const { centroids, count, fixed, sums } = clusters;
  const { coordinates, labels, size, weights } = points;
  const opaqueWeights = new Float64Array(count);
  for (let i = 0; i < size; i++) {
    if (coordinates[4 * i + 3] === opaque) opaqueWeights[labels[i]!]! += weights[i]!;
  }
  for (let c = fixed; c < count; c++) {
    const t = centroids[4 * c + 3]!;
    if (t <= 0 || opaqueWeights[c] === 0) continue;
    if (opaqueWeights[c]! * 2 < sums[SUMS_PER_CLUSTER * c + 4]! && !isAlmostOpaque(t, opaque)) continue;
    // The same color at full opacity, since coordinates are proportional to alpha.
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

/** Whether there are both opaque and translucent points. */
export function hasBothClasses(points: Points, opaque: number): boolean {
  const { allOpaque, coordinates } = points;
  if (allOpaque || !hasTranslucent(points, opaque)) return false;
  for (let at = 3; at < coordinates.length; at += 4) if (coordinates[at] === opaque) return true;
  return false;
}

/** Whether any point is fully transparent. */
export function hasTransparent({ coordinates }: Points): boolean {
  for (let at = 3; at < coordinates.length; at += 4) if (coordinates[at] === 0) return true;
  return false;
}
