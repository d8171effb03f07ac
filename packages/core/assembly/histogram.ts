// Counts colors, as in src/histogram: each for itself while they are few, then in bins.

import { LIMIT, srgbPoint } from './space';

const MOST_DISTINCT: u32 = 16384;
const TABLE_BITS = 15;
/** Two u32 a slot: a color and its count; count 0 is free. */
export const DISTINCT = memory.data(8 << 15, 16);

/** Four u32 a bin of six bits a channel: sums of the two low bits of red, green and blue, and the count. */
export const OPAQUE = memory.data(16 << 18, 16);

/** Bins of translucent colors: at most 314,720 cells can occur, since colors are multiplied by alpha. */
const SLOT_BITS = 19;
/** Number plus one of the bin in each slot of a hash table; the cell of each bin; five f64 of sums each. */
const SLOTS = memory.data(4 << 19, 16);
export const KEYS = memory.data(314720 * 4, 16);
export const SUMS = memory.data(314720 * 40, 16);

const HASH: u32 = 0x9e3779b1;

let binned = false;
let withBins = true;
let distinct: u32 = 0;
let translucent: u32 = 0;
let transparent: f64 = 0;

export function isBinned(): bool {
  return binned;
}
export function distinctSize(): u32 {
  return distinct;
}
export function translucentSize(): u32 {
  return translucent;
}
export function transparentPixels(): f64 {
  return transparent;
}

/** Without bins nothing is counted once there are too many distinct colors. */
export function startHistogram(bins: bool): void {
  memory.fill(DISTINCT, 0, 8 << TABLE_BITS);
  if (binned && withBins) memory.fill(OPAQUE, 0, 16 << 18);
  if (translucent > 0) memory.fill(SLOTS, 0, 4 << SLOT_BITS);
  binned = false;
  distinct = 0;
  translucent = 0;
  transparent = 0;
  withBins = bins;
}

export function countPixels(pixels: usize, count: u32): void {
  const end = pixels + ((<usize>count) << 2);
  let at = pixels;
  if (!binned) {
    at = countDistinct(at, end);
    if (at === end) return;
    toBins();
  }
  if (!withBins) return;
  const low = i32x4.splat(0x01030303);
  for (; at < end; at += 4) {
    const p = load<u32>(at);
    if (p >= 0xff000000) {
      const bin = binOf(p);
      const bytes = v128.and(i32x4.splat(p), low);
      v128.store(bin, i32x4.add(v128.load(bin), i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes))));
    } else {
      addToBins(p, 1);
    }
  }
}

/** Counts each color for itself, up to the first that is one too many; gives where that is, or the end. */
function countDistinct(at: usize, end: usize): usize {
  while (at < end) {
    const color = load<u32>(at);
    let next = at + 4;
    while (next < end && load<u32>(next) === color) next += 4;
    const slot = slotOf(color >>> 24 === 0 ? 0 : color);
    const count = load<u32>(slot, 4);
    if (count === 0) {
      if (distinct === MOST_DISTINCT) return at;
      distinct++;
      store<u32>(slot, color >>> 24 === 0 ? 0 : color);
    }
    store<u32>(slot, count + <u32>((next - at) >> 2), 4);
    at = next;
  }
  return end;
}

function slotOf(color: u32): usize {
  let slot: usize = ((color * HASH) >>> (32 - TABLE_BITS)) << 3;
  while (load<u32>(DISTINCT + slot, 4) !== 0 && load<u32>(DISTINCT + slot) !== color) {
    slot = (slot + 8) & ((8 << TABLE_BITS) - 1);
  }
  return DISTINCT + slot;
}

/** Counts in bins from now on, and moves there what was counted by color. */
function toBins(): void {
  binned = true;
  if (!withBins) return;
  for (let slot = DISTINCT; slot < DISTINCT + (8 << TABLE_BITS); slot += 8) {
    const count = load<u32>(slot, 4);
    if (count !== 0) addToBins(load<u32>(slot), count);
  }
}

function binOf(rgba: u32): usize {
  return OPAQUE + ((<usize>(((rgba & 0xfc) << 10) | ((rgba >>> 4) & 0xfc0) | ((rgba >>> 18) & 63))) << 4);
}

function addToBins(rgba: u32, count: u32): void {
  const alpha = rgba >>> 24;
  if (alpha === 0) {
    transparent += <f64>count;
  } else if (alpha < 255) {
    addTranslucent(rgba, count);
  } else {
    const bin = binOf(rgba);
    const parts = i32x4(rgba & 3, (rgba >>> 8) & 3, (rgba >>> 16) & 3, 1);
    v128.store(bin, i32x4.add(v128.load(bin), i32x4.mul(parts, i32x4.splat(count))));
  }
}

function addTranslucent(rgba: u32, count: u32): void {
  const point = srgbPoint(rgba);
  const x = <i32>(<i16>point);
  const y = <i32>(<i16>(point >>> 16));
  const z = <i32>(<i16>(point >>> 32));
  const t = <i32>(point >>> 48);
  // Cells of 64 steps (8 gray levels) a side, 32 along t: 5 bits each.
  const column = (((x + LIMIT) >> 6) << 5) | ((y + LIMIT) >> 6);
  const sums = SUMS + <usize>numberOf((((column << 5) | ((z + LIMIT) >> 6)) << 5) | (t >> 5)) * 40;
  const weight = <f64>count;
  store<f64>(sums, load<f64>(sums) + weight * <f64>x);
  store<f64>(sums, load<f64>(sums, 8) + weight * <f64>y, 8);
  store<f64>(sums, load<f64>(sums, 16) + weight * <f64>z, 16);
  store<f64>(sums, load<f64>(sums, 24) + weight * <f64>t, 24);
  store<f64>(sums, load<f64>(sums, 32) + weight, 32);
}

/** Number of the bin of a cell. */
function numberOf(key: u32): u32 {
  let slot: u32 = (key * HASH) >>> (32 - SLOT_BITS);
  for (;;) {
    const number = load<u32>(SLOTS + ((<usize>slot) << 2));
    if (number === 0) break;
    if (load<u32>(KEYS + ((<usize>number) << 2) - 4) === key) return number - 1;
    slot = (slot + 1) & ((1 << SLOT_BITS) - 1);
  }
  store<u32>(KEYS + ((<usize>translucent) << 2), key);
  memory.fill(SUMS + <usize>translucent * 40, 0, 40);
  store<u32>(SLOTS + ((<usize>slot) << 2), ++translucent);
  return translucent - 1;
}
