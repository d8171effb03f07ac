// Cache of the nearest palette color of each color, as in src/kernels/color-cache.ts.
//
// One u32 per slot: the lower 16 bits of the color's hash, NEAR, PRESENT, and the palette index. The slot number is the
// upper 16 or 18 bits of the hash. Each hash belongs to one color only, since it is a product with an odd number.

import { HASH } from '../src/constants';
import { nearest, setPoints } from './nearest-search';
import { inOklab, pointOf, premultipliedPoint } from './working-space';

const SLOTS = memory.data(4 << 18, 16);
/** 32 less the bits of a slot number. */
let slotShift: u32 = 16;
const PRESENT: u32 = 0x100;
/** Bit that is set if the palette color is near. */
export const NEAR: u32 = 0x200;
const FOUND: u32 = NEAR | 255;

/** Exact-match overrides: palette colors whose point others may share, and their indices. */
export const EXACT_COLORS = memory.data(256 * 4, 16);
export const EXACT_INDICES = memory.data(256, 16);

let exactCount: u32 = 0;
let premultiplied = false;
let nearSq: f64 = 0;

/**
 * Sets the palette's points, four f64 each, and clears the cache. `isLarge`: uses the larger cache, for many pixels.
 */
export function setPalette(
  points: usize,
  count: u32,
  exactMatchCount: u32,
  isPremultiplied: bool,
  isLarge: bool,
): void {
  setPoints(points, count, inOklab() && count > 64 ? 6 : 5, true); // colors are closer together in Oklab
  slotShift = isLarge ? 14 : 16;
  memory.fill(SLOTS, 0, (<usize>4) << (32 - slotShift));
  nearSq = 0;
  exactCount = exactMatchCount;
  premultiplied = isPremultiplied;
}

/** Sets the squared distance below which a color is near; 0: none is. Call it right after `setPalette`. */
export function setNear(square: f64): void {
  nearSq = square;
}

/** Returns the index of the nearest palette color. */
// @inline
export function lookUp(rgba: u32): u32 {
  return lookUpNear(rgba) & 255;
}

/** Returns the index with NEAR where it applies. */
// @inline
export function lookUpNear(rgba: u32): u32 {
  const hash = rgba * HASH;
  const word = load<u32>(SLOTS + ((<usize>(hash >>> slotShift)) << 2)) ^ (hash << 16);
  return (word & ~FOUND) === PRESENT ? word & FOUND : remember(rgba, hash);
}

function remember(rgba: u32, hash: u32): u32 {
  const found = nearest(i64x2.splat(pointOfPixel(rgba)));
  const square = <f64>(found >>> 8);
  let index = found & 255;
  if (square === 0 && exactCount > 0) index = exactMatchOr(index, rgba); // several palette colors may share the point
  if (square < nearSq) index |= NEAR;
  store<u32>(SLOTS + ((<usize>(hash >>> slotShift)) << 2), (hash << 16) | PRESENT | index);
  return index;
}

function exactMatchOr(index: u32, rgba: u32): u32 {
  for (let i: usize = 0; i < exactCount; i++) {
    if (load<u32>(EXACT_COLORS + (i << 2)) === rgba) return load<u8>(EXACT_INDICES + i);
  }
  return index;
}

function pointOfPixel(rgba: u32): u64 {
  return premultiplied ? premultipliedPoint(rgba) : pointOf(rgba);
}

/** Pixels of a block that the cache missed, by their position in it. */
const BLOCK: u32 = 128;
const MISSED = memory.data(4 * (128 + 1), 16);

/**
 * Writes the index of each pixel's nearest color, a u8 each, in two passes over short blocks. The first reads the cache
 * and notes misses without a branch. The second searches for the misses in a row, so that the processor can begin a
 * search before the last one has ended.
 */
export function label(pixels: usize, count: u32, labels: usize): void {
  for (let from: u32 = 0; from < count; from += BLOCK) {
    const size = min(BLOCK, count - from);
    const missed = labelKnown(pixels, size, labels);
    for (let m = MISSED; m < missed; m += 4) {
      const i = <usize>load<u32>(m);
      store<u8>(labels + i, <u8>lookUp(load<u32>(pixels + (i << 2))));
    }
    pixels += BLOCK << 2;
    labels += BLOCK;
  }
}

function labelKnown(pixels: usize, size: u32, labels: usize): usize {
  let missed = MISSED;
  for (let i: usize = 0; i < size; i++) {
    const hash = load<u32>(pixels + (i << 2)) * HASH;
    const word = load<u32>(SLOTS + ((<usize>(hash >>> slotShift)) << 2)) ^ (hash << 16);
    store<u8>(labels + i, word);
    store<u32>(missed, i);
    missed += (<usize>((word & ~FOUND) !== PRESENT)) << 2;
  }
  return missed;
}
