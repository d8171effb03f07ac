import { WORKING_SPACES, type WorkingSpace } from '../color/working-space.ts';
import type { Engine } from '../engine/engine.ts';
import { INITIALIZERS } from '../init/initializers.ts';
import { createClusters, update } from '../kernels/clusters.ts';
import { SEARCH_BITS } from '../kernels/nearest-search.ts';
import { allocatePoints, type Points } from '../kernels/points.ts';
import { PASSES } from '../lloyd/effort.ts';
import { candidatesOf, chooseCovering, knee } from './choose.ts';
import { meanShift } from './mean-shift.ts';
import { scaleLightness, unscaleLightness } from './object-points.ts';

/** Parameters of a search for main colors. */
export interface ColorSearch {
  /** Maximum number of colors in addition to the fixed ones; with `auto` the inertia decides how many of them. */
  readonly wanted: number;
  readonly auto: boolean;
  readonly salience: number;
  /** Distance in Oklab below which two colors count as one. */
  readonly merge: number;
  /** Points of the fixed colors, 4 coordinates each. */
  readonly fixed: Int16Array;
  readonly seed: number;
  /** Whether most pixels are in flat areas: then near colors are one, however few are left. */
  readonly isFlat: boolean;
}

/** Working space of `extractColors`. */
export const SPACE: WorkingSpace = WORKING_SPACES.oklab;
/** Steps of the working space per distance of 1 in Oklab. */
export const UNIT: number = 255 * 8;
/** Maximum number of main colors, and the number of clusters from which they are chosen. */
export const MAX_MAIN_COLORS = 64;
const ITERATIONS = 24;
/** Maximum number of colors with `auto`. */
export const MAX_AUTO_COLORS = 16;
/** Perceptual noise floor: a distance in Oklab that is hardly visible. */
const NOISE_FLOOR = 0.02;
/** Radius around a main color within which pixels belong to it, as a distance in Oklab. */
const RADIUS = 0.06;

/**
 * Returns the main colors of opaque Oklab points, 4 coordinates each. It clusters the points into 64 colors, chooses
 * those that cover the most interest, and moves each to the densest place of its pixels.
 */
export function findColors(engine: Engine, points: Points, search: ColorSearch): Float64Array {
  const { auto, isFlat, merge, salience, seed, wanted } = search;
  if (wanted === 0 || points.size === 0) return new Float64Array(0);
  const scaledPoints = allocatePoints(engine.memory, points.size);
  scaledPoints.coordinates.set(scaleLightness(points.coordinates));
  scaledPoints.weights.set(points.weights);
  const fixed = scaleLightness(search.fixed);
  const existing = Array.from({ length: fixed.length / 4 }, (_, i) => [...fixed.subarray(4 * i, 4 * i + 4)]);
  let chosen = chooseCovering(candidates(engine, scaledPoints, seed), existing, {
    count: wanted,
    salience,
    merge: merge * UNIT,
    fills: !auto && !isFlat,
    unit: UNIT,
  }).map(({ point }) => point);
  if (auto && chosen.length > 0) chosen = chosen.slice(0, kneeCount(engine, scaledPoints, fixed, chosen));
  if (chosen.length === 0) return new Float64Array(0);
  const clusters = createClusters(engine.memory, fixed, chosen.flat());
  meanShift(engine, scaledPoints, clusters, RADIUS * UNIT);
  return unscaleLightness(clusters.centroids.slice(fixed.length));
}

/**
 * Returns how many of the chosen colors are needed: up to the knee of the logarithm of the inertia. The logarithm is
 * used since each color explains a part of what the colors before it left. A perceptual noise floor is added, which no
 * color needs to explain.
 */
function kneeCount(
  engine: Engine,
  points: Points,
  fixed: Int16Array,
  chosen: readonly (readonly number[])[],
): number {
  const pixels = points.weights.reduce((sum, weight) => sum + weight, 0);
  const curve = chosen.map((_, i) => {
    const clusters = createClusters(engine.memory, fixed, chosen.slice(0, i + 1).flat());
    return Math.log(
      engine.assign(points, clusters, SEARCH_BITS.samples) / pixels + (NOISE_FLOOR * UNIT) ** 2,
    );
  });
  while (curve.length <= MAX_AUTO_COLORS) curve.push(curve.at(-1)!);
  return knee(curve) + 1;
}

/** Returns the means of many clusters. */
function candidates(engine: Engine, points: Points, seed: number): ReturnType<typeof candidatesOf> {
  const count = Math.min(MAX_MAIN_COLORS, points.size);
  const { cellBits, trials } = PASSES.default;
  const context = { cellBits, count, fixed: new Float64Array(0), seed, trials };
  const clusters = createClusters(engine.memory, [], INITIALIZERS.auto(engine, points, context));
  let inertia = Infinity;
  for (let i = 0; i < ITERATIONS; i++) {
    const next = engine.assign(points, clusters, SEARCH_BITS.samples);
    update(clusters, 1);
    if (next >= inertia) break;
    inertia = next;
  }
  return candidatesOf(clusters);
}
