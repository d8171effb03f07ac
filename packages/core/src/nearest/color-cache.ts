import { packColor, type ToPoint, WORKING_SPACES } from '../color/working-space.ts';
import type { Space } from '../options.ts';
import type { Palette } from '../types.ts';
import { nearestColor, type PaletteSearch } from './palette-search.ts';

/**
 * Colors that were looked up before, with what was found: neighboring pixels are often alike, so that most
 * pixels of an image cost one multiplication and one comparison. Direct-mapped: a newcomer takes the slot.
 */
export interface ColorCache {
  /** The color in each slot. */
  readonly tags: Uint32Array;
  /** Its nearest palette color. */
  readonly indices: Uint8Array;
  /** Its point in the working space, 4 coordinates. */
  readonly points: Int16Array;
  /** Its squared distance, as seen, to that palette color: whole steps of sRGB, see `WorkingSpace`. */
  readonly costs: Uint32Array;
  readonly toPoint: ToPoint;
  readonly search: PaletteSearch;
  /** Palette points in sRGB that the costs are measured to; empty when no one asks for costs. */
  readonly targets: Int16Array;
  /** Colors that are found by what they are, since others may share their point; usually none. */
  readonly own: ReadonlyMap<number, number>;
}

const CACHE_BITS = 16;
const HASH = 0x9e3779b1;
const HASH_SHIFT = 32 - CACHE_BITS;

/** A cache of what `search` finds for colors; clear it once the search has its points. */
export function createCache(
  toPoint: ToPoint,
  search: PaletteSearch,
  targets: Int16Array = new Int16Array(0),
  own: ReadonlyMap<number, number> = new Map(),
): ColorCache {
  const size = 1 << CACHE_BITS;
  return {
    tags: new Uint32Array(size),
    indices: new Uint8Array(size),
    points: new Int16Array(4 * size),
    costs: new Uint32Array(size),
    toPoint,
    search,
    targets,
    own,
  };
}

/** Forgets everything; needed whenever the points of the search have changed. */
export function clearCache(cache: ColorCache): void {
  // A slot is empty when its tag belongs elsewhere: color 0 does, but in slot 0.
  cache.tags.fill(0);
  cache.tags[0] = 1;
}

/** Slot that holds a color and what is known of it. */
export function lookUp(cache: ColorCache, rgba: number): number {
  const slot = Math.imul(rgba, HASH) >>> HASH_SHIFT;
  if (cache.tags[slot] !== rgba) fill(cache, slot, rgba);
  return slot;
}

const seen = new Int16Array(4);

function fill(cache: ColorCache, slot: number, rgba: number): void {
  const { points, search, targets } = cache;
  const at = 4 * slot;
  cache.toPoint(rgba, points, at);
  const index =
    (cache.own.size > 0 ? cache.own.get(rgba) : undefined) ??
    nearestColor(search, points[at]!, points[at + 1]!, points[at + 2]!, points[at + 3]!);
  cache.tags[slot] = rgba;
  cache.indices[slot] = index;
  if (targets.length === 0) return;
  WORKING_SPACES.srgb.toPoint(rgba, seen, 0);
  const dx = seen[0]! - targets[4 * index]!;
  const dy = seen[1]! - targets[4 * index + 1]!;
  const dz = seen[2]! - targets[4 * index + 2]!;
  const dt = seen[3]! - targets[4 * index + 3]!;
  cache.costs[slot] = dx * dx + dy * dy + dz * dz + dt * dt;
}

/**
 * Palette colors whose point may be that of others, too: faint ones, and all in Oklab. Pixels of just such a color
 * keep it, so that what is exact stays exact. Empty where points tell all colors apart.
 */
export function ownColors(palette: Palette, space: Space): ReadonlyMap<number, number> {
  const own = new Map<number, number>();
  for (let i = palette.length - 4; i >= 0; i -= 4) {
    if (space === 'oklab' || palette[i + 3]! < 255) own.set(packColor(palette, i), i / 4);
  }
  return own;
}
