import { packColor, paletteToPoints, type ToPoint, type WorkingSpace } from '../color/working-space.ts';
import { HASH } from '../constants.ts';
import type { Palette } from '../types.ts';
import { createSearch, type NearestSearch, nearest, setPoints } from './nearest-search.ts';

/**
 * Cache of the nearest palette color of each color. Neighboring pixels are often equal, so most pixels cost one
 * multiplication and one comparison. Direct-mapped: a new color replaces the one in its slot.
 */
export interface ColorCache {
  /**
   * One word per slot: 16 bits of the color's hash, `NEAR`, `PRESENT`, and the palette index. The other 16 bits of the
   * hash are the slot number. Each hash belongs to one color only.
   */
  readonly slots: Uint32Array;
  readonly search: NearestSearch;
  toPoint: ToPoint;
  /** Points of the palette, and the squared distance in steps below which one counts as near; 0: none does. */
  points: Int16Array;
  nearSq: number;
  /** Exact-match overrides: palette colors whose point others may share; usually empty. */
  exactMatches: ReadonlyMap<number, number>;
}

const PRESENT = 0x100;
/** Bit that is set if the palette color is near. */
export const NEAR = 0x200;
const FOUND = NEAR | 255;

export function createCache({ opaque, toPoint }: WorkingSpace): ColorCache {
  return {
    slots: new Uint32Array(1 << 16),
    search: createSearch(opaque),
    toPoint,
    points: new Int16Array(0),
    nearSq: 0,
    exactMatches: new Map(),
  };
}

/** Sets the palette. `premultiplied`: whether looked-up colors have premultiplied alpha. */
export function setPalette(
  cache: ColorCache,
  palette: Palette,
  space: WorkingSpace,
  premultiplied: boolean,
): void {
  cache.points = paletteToPoints(palette, space);
  cache.nearSq = 0;
  setPoints(cache.search, cache.points, palette.length / 4, 5, true);
  cache.slots.fill(0);
  cache.toPoint = premultiplied ? space.premultipliedToPoint : space.toPoint;
  cache.exactMatches = premultiplied ? new Map() : exactMatchesOf(palette, space);
}

/** Returns the index of the nearest palette color. */
export const lookUp = (cache: ColorCache, rgba: number): number => lookUpNear(cache, rgba) & 255;

/** Returns the index with `NEAR` where it applies. */
export function lookUpNear(cache: ColorCache, rgba: number): number {
  const { slots } = cache;
  const hash = Math.imul(rgba, HASH);
  const word = slots[hash >>> 16]! ^ (hash << 16);
  if ((word & ~FOUND) === PRESENT) return word & FOUND;
  const index = find(cache, rgba);
  const found = cache.nearSq > 0 && squareTo(cache, index) < cache.nearSq ? index | NEAR : index;
  slots[hash >>> 16] = (hash << 16) | PRESENT | found;
  return found;
}

const point = new Int16Array(4);

function find(cache: ColorCache, rgba: number): number {
  cache.toPoint(rgba, point, 0);
  const index = nearest(cache.search, point[0]!, point[1]!, point[2]!, point[3]!);
  if (cache.exactMatches.size === 0 || squareTo(cache, index) > 0) return index;
  return cache.exactMatches.get(rgba) ?? index; // several palette colors may share the point
}

/** Squared distance of the last looked-up point to that of a palette color. */
function squareTo({ points }: ColorCache, index: number): number {
  let square = 0;
  for (let axis = 0; axis < 4; axis++) square += (point[axis]! - points[4 * index + axis]!) ** 2;
  return square;
}

/**
 * Returns the palette colors whose point others may share: translucent ones, and all in Oklab. Pixels of exactly such a
 * color keep it. Empty if points identify all colors.
 */
export function exactMatchesOf(palette: Palette, space: WorkingSpace): ReadonlyMap<number, number> {
  const exactMatches = new Map<number, number>();
  for (let i = palette.length - 4; i >= 0; i -= 4) {
    if (space.name === 'oklab' || palette[i + 3]! < 255) exactMatches.set(packColor(palette, i), i / 4);
  }
  return exactMatches;
}
