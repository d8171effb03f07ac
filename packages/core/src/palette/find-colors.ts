import { WORKING_SPACES, type WorkingSpace } from '../color/working-space.ts';
import type { Engine } from '../engine/engine.ts';
import { INITIALIZERS } from '../init/initializers.ts';
import { createClusters, update } from '../kernels/clusters.ts';
import { SEARCH_BITS } from '../kernels/nearest-search.ts';
import { allocatePoints, type Points } from '../kernels/points.ts';
import { PASSES } from '../lloyd/effort.ts';
import { candidatesOf, choose, knee, mergeNear } from './choose.ts';
import { climb } from './climb.ts';
import { compared, restored } from './object-points.ts';

/** What main colors are to be found. */
export interface ColorSearch {
  /** How many beside the fixed ones, at most; where `auto`, the inertia says how many of them. */
  readonly wanted: number;
  readonly auto: boolean;
  readonly salience: number;
  /** Distance in Oklab below which two colors count as one. */
  readonly merge: number;
  /** Points of the fixed colors, 4 coordinates each. */
  readonly fixed: Int16Array;
  readonly seed: number;
}

/** The space in which main colors are found: that of `extractColors`. */
export const SPACE: WorkingSpace = WORKING_SPACES.oklab;
/** Steps of the working space in a ΔE of 1. */
const UNIT = 255 * 8;
/** Most colors, and how many clusters they are chosen from. */
export const MOST_MAIN_COLORS = 64;
const ITERATIONS = 24;
/** Most colors of `auto`. */
export const MOST_AUTO = 16;
/** Difference in Oklab that is hardly seen. */
const UNSEEN = 0.02;
/** How far around a main color pixels are taken to be of it. */
const RADIUS = 0.07;

/**
 * The main colors of opaque points of Oklab, 4 coordinates each: as many clusters as there may be colors, of which the
 * nearest are joined and the most telling chosen; then each moves to the middle of its own pixels.
 */
export function findColors(engine: Engine, points: Points, search: ColorSearch): Float64Array {
  const { auto, merge, salience, seed, wanted } = search;
  if (wanted === 0 || points.size === 0) return new Float64Array(0);
  const seen = allocatePoints(engine.memory, points.size);
  seen.coordinates.set(compared(points.coordinates));
  seen.weights.set(points.weights);
  const fixed = compared(search.fixed);
  const there = Array.from({ length: fixed.length / 4 }, (_, i) => [...fixed.subarray(4 * i, 4 * i + 4)]);
  const merged = mergeNear(candidates(engine, seen, seed), merge * UNIT, auto ? 1 : wanted);
  let chosen = choose(merged, there, wanted, salience, UNIT).map(({ point }) => point);
  if (auto) chosen = chosen.slice(0, telling(engine, seen, fixed, chosen));
  const clusters = createClusters(engine.memory, fixed, chosen.flat());
  climb(engine, seen, clusters, RADIUS * UNIT);
  return restored(clusters.centroids.slice(fixed.length));
}

/**
 * How many of the chosen colors there have to be: up to the knee of the inertia, which is taken by its logarithm, since
 * each color explains a part of what the ones before it left; what nobody sees is added, since nothing has to explain it.
 */
function telling(
  engine: Engine,
  points: Points,
  fixed: Int16Array,
  chosen: readonly (readonly number[])[],
): number {
  const pixels = points.weights.reduce((sum, weight) => sum + weight, 0);
  const curve = chosen.map((_, i) => {
    const clusters = createClusters(engine.memory, fixed, chosen.slice(0, i + 1).flat());
    return Math.log(engine.assign(points, clusters, SEARCH_BITS.samples) / pixels + (UNSEEN * UNIT) ** 2);
  });
  while (curve.length <= MOST_AUTO) curve.push(curve.at(-1)!);
  return knee(curve) + 1;
}

/** Means of many clusters. */
function candidates(engine: Engine, points: Points, seed: number): ReturnType<typeof candidatesOf> {
  const count = Math.min(MOST_MAIN_COLORS, points.size);
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
