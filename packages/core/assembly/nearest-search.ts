// Exact nearest-color search, explained in src/kernels/nearest-search.ts. Cells are numbered slab by slab, so that
// those of opaque colors are contiguous. A cell holds 0 until its list is made. Then it holds start << 6 | blocks:
// where the list starts in `LISTS`, in units of 16 bytes, and its number of blocks.

import { COARSEST_BITS, LIMIT, OPAQUE_SLAB } from '../src/constants';
import { BLOCK, COLORS, filterList, LONGEST, nearestOf, pad, put } from './lists';
import { round } from './working-space';

/**
 * Cells along t: eight for translucent colors, of which the upper half has at least half opacity, and one for opaque
 * ones.
 */
const HALF_SLAB: u32 = OPAQUE_SLAB / 2;
const SLABS: u32 = OPAQUE_SLAB + 1;

const LEVEL3 = memory.data((9 << 9) << 2, 16);
const LEVEL4 = memory.data((9 << 12) << 2, 16);
const LEVEL5 = memory.data((9 << 15) << 2, 16);
/** For pixels in Oklab, where colors fill only a part of the space. */
const LEVEL6 = memory.data((9 << 18) << 2, 16);
/**
 * Lists of all colors, of those that are not nearly transparent, and of opaque ones; then those of cells. Until
 * `setPoints` starts them anew, other kernels may use the memory, since reusing memory is cheaper than touching more.
 */
const LISTS_BYTES: u32 = 1 << 21;
export const LISTS = memory.data(1 << 21, 64);

let opaque: i32 = LIMIT;
/** 2²⁰ times the slabs per step along t, rounded up: the slab of t is t times this, >> 20. */
let tShare: i32 = 0;
/** Bits of a cell per axis x, y, z, and values derived from them. */
let bits: u32 = 5;
let shift: i32 = 6;
let slabShift: u32 = 15;
let table: usize = LEVEL5;
/** Factors that make the number of a cell in its slab from its coordinates. */
let strides: v128 = i16x8.splat(0);
let all: u32 = 0;
let visible: u32 = 0;
let opaques: u32 = 0;
let used: u32 = 0;
/** Bit mask of the slabs that have cells with lists. */
let slabs: u32 = 0;

/** Sets the t of opaque colors. */
export function setOpaque(t: i32): void {
  opaque = t;
  tShare = (((<i32>OPAQUE_SLAB) << 20) + t - 1) / t;
}

export function opaqueT(): i32 {
  return opaque;
}

/**
 * Replaces the colors by `count` points of four f64 each, rounded to whole steps within the space. `arePalette`:
 * whether the points are palette colors, so that opaque points must take opaque ones.
 */
export function setPoints(points: usize, count: u32, cellBits: u32, arePalette: bool): void {
  clearCells();
  bits = cellBits;
  shift = 11 - bits;
  slabShift = 3 * bits;
  table = levelOf(bits);
  strides = i16x8(<i16>((<i32>1) << ((<i32>bits) << 1)), <i16>((<i32>1) << (<i32>bits)), 1, 0, 0, 0, 0, 0);
  let visibleCount: u32 = 0;
  let opaqueCount: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const from = points + ((<usize>i) << 5);
    const x = clamped(load<f64>(from), -LIMIT);
    const y = clamped(load<f64>(from, 8), -LIMIT);
    const z = clamped(load<f64>(from, 16), -LIMIT);
    const t = clamped(load<f64>(from, 24), 0);
    const xy = (x & 0xffff) | (y << 16);
    const zt = (z & 0xffff) | (t << 16);
    store<u32>(COLORS + ((<usize>i) << 3), xy);
    store<u32>(COLORS + ((<usize>i) << 3), zt, 4);
    put(LISTS, i, xy, zt, i);
    if (4 * t >= opaque) put(LISTS + LONGEST, visibleCount++, xy, zt, i);
    if (arePalette && t >= opaque) put(LISTS + 2 * LONGEST, opaqueCount++, xy, zt, i);
  }
  all = pad(LISTS, count);
  visible = visibleCount === 0 ? all : entryOf(LONGEST, pad(LISTS + LONGEST, visibleCount));
  opaques = opaqueCount === 0 ? visible : entryOf(2 * LONGEST, pad(LISTS + 2 * LONGEST, opaqueCount));
}

function entryOf(offset: u32, blocks: u32): u32 {
  return (offset << 2) | blocks;
}

function listOf(entry: u32): usize {
  return LISTS + ((entry >>> 6) << 4);
}

function clamped(value: f64, lowest: i32): i32 {
  return min(max(round(value), lowest), LIMIT);
}

function clearCells(): void {
  for (let slab: u32 = 0; slab < SLABS; slab++) {
    if ((slabs & (1 << slab)) === 0) continue;
    memory.fill(LEVEL3 + (slab << 11), 0, 1 << 11);
    memory.fill(LEVEL4 + (slab << 14), 0, 1 << 14);
    memory.fill(LEVEL5 + (slab << 17), 0, 1 << 17);
    if (bits === 6) memory.fill(LEVEL6 + (slab << 20), 0, 1 << 20);
  }
  slabs = 0;
  used = 3 * LONGEST;
}

/**
 * Returns the color nearest to a point, four i16 in the low half of a vector: its squared distance << 8 | its index.
 */
// @inline
export function nearest(point: v128): u32 {
  const cells = i32x4.dot_i16x8_s(i16x8.shr_u(i16x8.add(point, i16x8.splat(<i16>LIMIT)), shift), strides);
  const slab = <u32>((<i32>i16x8.extract_lane_u(point, 3) * tShare) >>> 20);
  const cell = (slab << slabShift) + i32x4.extract_lane(cells, 0) + i32x4.extract_lane(cells, 1);
  let entry = load<u32>(table + ((<usize>cell) << 2));
  if (entry === 0) entry = make(cell);
  const xy = v128.shuffle<i32>(point, point, 0, 0, 0, 0);
  const zt = v128.shuffle<i32>(point, point, 1, 1, 1, 1);
  return nearestOf(listOf(entry), entry & 63, xy, zt);
}

function levelOf(cellBits: u32): usize {
  if (cellBits >= 5) return cellBits === 6 ? LEVEL6 : LEVEL5;
  return cellBits === 4 ? LEVEL4 : LEVEL3;
}

function make(cell: u32): u32 {
  if (used + 4 * LONGEST > LISTS_BYTES) clearCells(); // at most one list per level
  return makeList(bits, cell);
}

/** Makes the list of a cell from that of the enclosing larger cell. */
function makeList(cellBits: u32, cell: u32): u32 {
  const mask: u32 = (1 << cellBits) - 1;
  const z = cell & mask;
  const y = (cell >>> cellBits) & mask;
  const x = (cell >>> (2 * cellBits)) & mask;
  const slab = cell >>> (3 * cellBits);
  let parent = slab < HALF_SLAB ? all : slab < <u32>OPAQUE_SLAB ? visible : opaques;
  if (cellBits > <u32>COARSEST_BITS) {
    const up = cellBits - 1;
    const around = (((((slab << up) | (x >>> 1)) << up) | (y >>> 1)) << up) | (z >>> 1);
    parent = load<u32>(levelOf(up) + ((<usize>around) << 2));
    if (parent === 0) parent = makeList(up, around);
  }
  const entry = filtered(parent, cellBits, x, y, z, slab);
  store<u32>(levelOf(cellBits) + ((<usize>cell) << 2), entry);
  slabs |= 1 << slab;
  return entry;
}

/** The smallest t of a slab. */
function slabStart(slab: i32): i32 {
  return (slab * opaque + <i32>OPAQUE_SLAB - 1) / <i32>OPAQUE_SLAB;
}

function filtered(parent: u32, cellBits: u32, x: i32, y: i32, z: i32, slab: i32): u32 {
  const side = 1 << (11 - cellBits);
  const half = side >> 1;
  const center = half - LIMIT;
  const low = slabStart(slab);
  const deep = slab < OPAQUE_SLAB ? slabStart(slab + 1) - 1 - low : 0;
  const offset = used;
  const blocks = filterList(
    LISTS + offset,
    listOf(parent),
    parent & 63,
    x * side + center,
    y * side + center,
    z * side + center,
    low + (deep >> 1),
    half,
    (deep + 1) >> 1,
  );
  used += blocks * BLOCK;
  return entryOf(offset, blocks);
}
