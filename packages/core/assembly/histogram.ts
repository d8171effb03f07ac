// Color frequencies, as in src/kernels/histogram.ts and distinct.ts: of single colors while they are few, then of bins.

import { HASH, LIMIT, MAX_DISTINCT, TABLE_BITS } from '../src/constants';
import { srgbPoint } from './working-space';

/** Two u32 per slot: a color and its count; count 0 is free. */
export const DISTINCT = memory.data(8 << 15, 16);

/** Four u32 per bin of six bits per channel: sums of the two low bits of red, green and blue, and the count. */
export const OPAQUE = memory.data(16 << 18, 16);

/** Bins of translucent colors. At most 314,720 cells can occur, since alpha is premultiplied. */
const SLOT_BITS = 19;
/** Hash table of bin numbers plus one; the cell of each bin; five f64 of sums each. */
const SLOTS = memory.data(4 << 19, 16);
export const KEYS = memory.data(314720 * 4, 16);
export const SUMS = memory.data(314720 * 40, 16);

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

/** Without bins, counting stops at too many distinct colors. */
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
  const fourth = ((end - at) >> 5) << 3;
  for (const stop = at + fourth; at < stop; at += 8) addPairs(at, fourth);
  for (at += 3 * fourth; at < end; at += 4) addToBins(load<u32>(at), 1);
}

/**
 * Adds two pixels from each of four places that are `stride` bytes apart, in turns. Neighbors often share a bin;
 * additions in between let the processor overlap them.
 */
function addPairs(at: usize, stride: usize): void {
  const a = v128.load64_lane(at + stride, v128.load64_zero(at), 1);
  const b = v128.load64_lane(at + 3 * stride, v128.load64_zero(at + 2 * stride), 1);
  const opaqueAlpha = i32x4.splat(0xff000000);
  if (!i32x4.all_true(i32x4.eq(v128.and(v128.and(a, b), opaqueAlpha), opaqueAlpha))) {
    for (const end = at + 4 * stride; at < end; at += stride) {
      addToBins(load<u32>(at), 1);
      addToBins(load<u32>(at, 4), 1);
    }
    return;
  }
  const binsA = opaqueBins(a);
  const binsB = opaqueBins(b);
  const lowA = v128.and(a, i32x4.splat(0x01030303));
  const lowB = v128.and(b, i32x4.splat(0x01030303));
  const a01 = i16x8.extend_low_i8x16_u(lowA);
  const b01 = i16x8.extend_low_i8x16_u(lowB);
  const a23 = i16x8.extend_high_i8x16_u(lowA);
  const b23 = i16x8.extend_high_i8x16_u(lowB);
  addTo(i32x4.extract_lane(binsA, 0), i32x4.extend_low_i16x8_u(a01));
  addTo(i32x4.extract_lane(binsB, 0), i32x4.extend_low_i16x8_u(b01));
  addTo(i32x4.extract_lane(binsA, 2), i32x4.extend_low_i16x8_u(a23));
  addTo(i32x4.extract_lane(binsB, 2), i32x4.extend_low_i16x8_u(b23));
  addTo(i32x4.extract_lane(binsA, 1), i32x4.extend_high_i16x8_u(a01));
  addTo(i32x4.extract_lane(binsB, 1), i32x4.extend_high_i16x8_u(b01));
  addTo(i32x4.extract_lane(binsA, 3), i32x4.extend_high_i16x8_u(a23));
  addTo(i32x4.extract_lane(binsB, 3), i32x4.extend_high_i16x8_u(b23));
}

/** Offsets of the bins of four opaque colors. */
function opaqueBins(colors: v128): v128 {
  const red = i32x4.shl(v128.and(colors, i32x4.splat(0xfc)), 14);
  const green = v128.and(colors, i32x4.splat(0xfc00));
  const blue = v128.and(i32x4.shr_u(colors, 14), i32x4.splat(0x3f0));
  return v128.or(v128.or(red, green), blue);
}

function addTo(offset: u32, parts: v128): void {
  const bin = OPAQUE + <usize>offset;
  v128.store(bin, i32x4.add(v128.load(bin), parts));
}

/** Counts single colors. Returns the address of the first one that exceeds the limit, or the end. */
function countDistinct(at: usize, end: usize): usize {
  while (at < end) {
    const color = load<u32>(at);
    let next = at + 4;
    while (next < end && load<u32>(next) === color) next += 4;
    const slot = slotOf(color >>> 24 === 0 ? 0 : color);
    const count = load<u32>(slot, 4);
    if (count === 0) {
      if (distinct === MAX_DISTINCT) return at;
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

/** Moves the counts of single colors to bins. */
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
  // Cells of 64 steps (8 gray levels) per side, 32 along t: 5 bits each.
  const column = (((x + LIMIT) >> 6) << 5) | ((y + LIMIT) >> 6);
  const sums = SUMS + <usize>numberOf((((column << 5) | ((z + LIMIT) >> 6)) << 5) | (t >> 5)) * 40;
  const weight = <f64>count;
  store<f64>(sums, load<f64>(sums) + weight * <f64>x);
  store<f64>(sums, load<f64>(sums, 8) + weight * <f64>y, 8);
  store<f64>(sums, load<f64>(sums, 16) + weight * <f64>z, 16);
  store<f64>(sums, load<f64>(sums, 24) + weight * <f64>t, 24);
  store<f64>(sums, load<f64>(sums, 32) + weight, 32);
}

/** Returns the number of a cell's bin. */
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
