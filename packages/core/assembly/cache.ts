// Colors that were looked up before, as in src/nearest/color-cache.ts.
//
// One u32 a slot: 16 bits of the color's hash, a bit that says it is there, and the index that was found. The other 16
// bits of the hash are the number of the slot, and a hash belongs to one color only, since it is a product with an odd
// number. For large images opaque colors have a table of their own instead, a byte for each of all 2²⁴: the index plus
// one, so that 0 says "not found yet". That is 0 for the last of 256 colors, too, which is found anew each time.

import { nearest, setPoints } from './search';
import { pointOf, premultipliedPoint } from './space';

const SLOTS = memory.data(4 << 16, 16);
const HASH: u32 = 0x9e3779b1;
const PRESENT: u32 = 0x100;

const TABLE = memory.data(1 << 24, 64);
const OPAQUE: u32 = 0xff000000;

/** Palette colors that are found by what they are: the colors, and their indices. */
export const OWN_COLORS = memory.data(256 * 4, 16);
export const OWN_INDICES = memory.data(256, 16);

let own: u32 = 0;
let premultiplied = false;
/** Whether the table is in use, and whether it has been written to. */
let wide = false;
let tableUsed = false;

/** Sets the palette's points, four f64 each, and forgets what was found for another. */
export function setPalette(
  points: usize,
  count: u32,
  ownCount: u32,
  isPremultiplied: bool,
  isWide: bool,
): void {
  setPoints(points, count, 5);
  memory.fill(SLOTS, 0, 4 << 16);
  if (isWide && tableUsed) memory.fill(TABLE, 0, 1 << 24);
  tableUsed = tableUsed || isWide;
  wide = isWide;
  own = ownCount;
  premultiplied = isPremultiplied;
}

/** Index of the palette color that is nearest to a color. */
export function lookUp(rgba: u32): u32 {
  if (wide && rgba >= OPAQUE) {
    const entry = TABLE + (rgba & 0xffffff);
    const found = <u32>load<u8>(entry);
    return found !== 0 ? found - 1 : note(entry, rgba);
  }
  const hash = rgba * HASH;
  const word = load<u32>(SLOTS + ((<usize>(hash >>> 16)) << 2)) ^ (hash << 16);
  return word >>> 8 === 1 ? word & 255 : remember(rgba, hash);
}

function note(entry: usize, rgba: u32): u32 {
  const index = find(rgba);
  store<u8>(entry, <u8>(index + 1));
  return index;
}

function remember(rgba: u32, hash: u32): u32 {
  const index = find(rgba);
  store<u32>(SLOTS + ((<usize>(hash >>> 16)) << 2), (hash << 16) | PRESENT | index);
  return index;
}

function find(rgba: u32): u32 {
  for (let i: usize = 0; i < own; i++) {
    if (load<u32>(OWN_COLORS + (i << 2)) === rgba) return load<u8>(OWN_INDICES + i);
  }
  return nearest(i64x2.splat(premultiplied ? premultipliedPoint(rgba) : pointOf(rgba)));
}

/** Writes the index of each pixel's nearest color, a u8 each. */
export function label(pixels: usize, count: u32, labels: usize): void {
  for (let i: u32 = 0; i < count; i++) {
    store<u8>(labels + i, <u8>lookUp(load<u32>(pixels + ((<usize>i) << 2))));
  }
}
