import { createSearch, type NearestSearch, nearest, setPoints } from './search.ts';

/**
 * The nearest color of a palette, as `NearestSearch` finds it, with one exception: what is more than half opaque never
 * takes a color that is nearly transparent while there is another. Full transparency shows a background that is gray
 * on average, so it is nearer to an opaque gray than black and white are; but a hole is no gray.
 */
export interface PaletteSearch {
  readonly all: NearestSearch;
  /** For what is more than half opaque: nearly transparent colors are out of reach. */
  readonly solid: NearestSearch;
  /** Least t that counts as more than half opaque. */
  readonly half: number;
  /** Whether the two differ. */
  split: boolean;
  readonly reachable: Float64Array;
}

/** Colors below this share of full opacity are nearly transparent. */
const NEARLY_TRANSPARENT = 0.25;
/** Farther along t than any color lies from any other. */
const OUT_OF_REACH = -1e6;

/** A search over nothing; `setPalette` fills it. `opaque` is the t of opaque colors, `bits` as in `createSearch`. */
export function createPaletteSearch(bits: number, opaque: number): PaletteSearch {
  return {
    all: createSearch(bits),
    solid: createSearch(bits),
    half: opaque / 2,
    split: false,
    reachable: new Float64Array(4 * 256),
  };
}

/** Replaces the colors by the first `count` of `points`, 4 numbers each. */
export function setPalette(search: PaletteSearch, points: ArrayLike<number>, count: number): void {
  const { all, half, reachable, solid } = search;
  setPoints(all, points, count);
  search.split = false;
  for (let i = 0; i < 4 * count; i++) {
    const hidden = i % 4 === 3 && points[i]! < 2 * half * NEARLY_TRANSPARENT;
    reachable[i] = hidden ? OUT_OF_REACH : points[i]!;
    if (hidden) search.split = true;
  }
  if (search.split) setPoints(solid, reachable, count);
}

/** Index of the color for the point x, y, z, t. */
export function nearestColor(search: PaletteSearch, x: number, y: number, z: number, t: number): number {
  return nearest(search.split && t > search.half ? search.solid : search.all, x, y, z, t);
}
