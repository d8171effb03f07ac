import { packColor, paletteToPoints, type ToPoint, type WorkingSpace } from '../color/working-space.ts';
import type { Palette } from '../types.ts';
import { createSearch, type NearestSearch, nearest, setPoints } from './search.ts';

/**
 * Colors that were looked up before, with the palette color that was found: neighboring pixels are often alike, so that
 * most pixels of an image cost one multiplication and one comparison. Direct-mapped: a newcomer takes the slot.
 */
export interface ColorCache {
  /**
   * One word a slot: 16 bits of the color's hash, a bit that says it is there, and the index that was found. The other
   * 16 bits of the hash are the number of the slot, and a hash belongs to one color only.
   */
  readonly slots: Uint32Array;
  /**
   * For large images, instead: a byte for each of all opaque colors, the index plus one, so that 0 says "not found yet".
   * That is 0 for the last of 256 colors, too, which is found anew each time. Else empty.
   */
  table: Uint8Array;
  readonly search: NearestSearch;
  toPoint: ToPoint;
  /** Palette colors that are found by what they are, since others may share their point; usually none. */
  own: ReadonlyMap<number, number>;
}

/** Odd, so that different colors have different hashes. */
const HASH = 0x9e3779b1;
const PRESENT = 0x100;
const OPAQUE = 0xff000000;

const NO_TABLE = new Uint8Array(0);

export function createCache({ opaque, toPoint }: WorkingSpace): ColorCache {
  return {
    slots: new Uint32Array(1 << 16),
    table: NO_TABLE,
    search: createSearch(opaque),
    toPoint,
    own: new Map(),
  };
}

/**
 * Sets the palette. `premultiplied`: whether the colors that will be looked up are multiplied by alpha; `wide`: whether
 * they are many.
 */
export function setPalette(
  cache: ColorCache,
  palette: Palette,
  space: WorkingSpace,
  premultiplied: boolean,
  wide: boolean,
): void {
  setPoints(cache.search, paletteToPoints(palette, space), palette.length / 4, 5);
  cache.slots.fill(0);
  cache.table = wide ? new Uint8Array(1 << 24) : NO_TABLE;
  cache.toPoint = premultiplied ? space.premultipliedToPoint : space.toPoint;
  cache.own = premultiplied ? new Map() : ownColors(palette, space);
}

/** Index of the palette color that is nearest to a color. */
export function lookUp(cache: ColorCache, rgba: number): number {
  const { slots, table } = cache;
  if (table.length > 0 && rgba >= OPAQUE) {
    const found = table[rgba & 0xffffff]!;
    if (found !== 0) return found - 1;
    const index = find(cache, rgba);
    table[rgba & 0xffffff] = index + 1;
    return index;
  }
  const hash = Math.imul(rgba, HASH);
  const word = slots[hash >>> 16]! ^ (hash << 16);
  if (word >>> 8 === 1) return word & 255;
  const index = find(cache, rgba);
  slots[hash >>> 16] = (hash << 16) | PRESENT | index;
  return index;
}

const point = new Int16Array(4);

function find(cache: ColorCache, rgba: number): number {
  cache.toPoint(rgba, point, 0);
  return (
    (cache.own.size > 0 ? cache.own.get(rgba) : undefined) ??
    nearest(cache.search, point[0]!, point[1]!, point[2]!, point[3]!)
  );
}

/**
 * Palette colors whose point may be that of others, too: faint ones, and all in Oklab. Pixels of just such a color
 * keep it, so that what is exact stays exact. Empty where points tell all colors apart.
 */
export function ownColors(palette: Palette, space: WorkingSpace): ReadonlyMap<number, number> {
  const own = new Map<number, number>();
  for (let i = palette.length - 4; i >= 0; i -= 4) {
    if (space.name === 'oklab' || palette[i + 3]! < 255) own.set(packColor(palette, i), i / 4);
  }
  return own;
}
