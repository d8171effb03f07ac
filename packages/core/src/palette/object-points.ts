import type { WorkingSpace } from '../color/working-space.ts';
import { LIMIT } from '../constants.ts';
import type { Engine } from '../engine/engine.ts';
import type { Histogram } from '../kernels/histogram.ts';
import { allocatePoints, firstPoints, type Points } from '../kernels/points.ts';

/**
 * Weight of lightness relative to hue and chroma when main colors are compared. Light and shade on one object make no
 * second color. Half is the industry's value for acceptable matches, as CMC(2:1): F. Clarke, R. McDonald and B. Rigg,
 * "Modification to the JPC79 colour-difference formula", Journal of the Society of Dyers and Colourists 100, 1984.
 */
const LIGHTNESS = 0.5;

/** Scales the lightness of Oklab points, 4 coordinates each, for comparison. */
export function scaleLightness(points: Int16Array): Int16Array {
  return points.map((value, i) => (i % 4 === 0 ? Math.round(value * LIGHTNESS) : value));
}

/** Undoes `scaleLightness`. */
export function unscaleLightness(points: Float64Array): Float64Array {
  return points.map((value, i) => (i % 4 === 0 ? value / LIGHTNESS : value));
}

/**
 * Returns the colors of a histogram without their transparency; a color with 10 % opacity counts a tenth. A main color
 * is that of an object, however much of the background shows through. Soft edges are no colors of their own.
 */
export function opaquePoints(engine: Engine, histogram: Histogram, space: WorkingSpace): Points {
  const points = engine.pointsOf(histogram);
  const opaque = allocatePoints(engine.memory, points.size);
  const perPixel = Math.max(1, Math.min(LEVELS, Math.floor(MAX_TOTAL_WEIGHT / histogram.pixels)));
  let size = 0;
  for (let i = 0; i < points.size; i++) {
    const t = points.coordinates[4 * i + 3]!;
    if (t === 0) continue;
    const scale = t === space.opaque ? 1 : space.opaqueExact / t;
    for (let axis = 0; axis < 3; axis++) {
      const value = Math.round(points.coordinates[4 * i + axis]! * scale);
      opaque.coordinates[4 * size + axis] = Math.max(-LIMIT, Math.min(LIMIT, value));
    }
    opaque.coordinates[4 * size + 3] = space.opaque;
    opaque.weights[size++] = Math.max(1, Math.round((points.weights[i]! * perPixel) / scale));
  }
  return { ...firstPoints(opaque, size), allOpaque: true };
}

/** Levels of opacity in the weight of one pixel, if the weights leave room for them. */
const LEVELS = 255;
/** Limit of the total weight, so that sums of weighted squares stay exact integers. */
const MAX_TOTAL_WEIGHT = 2 ** 30;
