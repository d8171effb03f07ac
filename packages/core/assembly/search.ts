// Exact nearest color: src/nearest/search.ts says how. Cells are numbered slab by slab, so that the cells of opaque
// colors lie together. A cell holds 0 while its list is not made; index << 1 | 1 where only one color is left;
// else the address of its list, which is a multiple of 16.

import {
  append,
  bytesOf,
  COLORS,
  clearList,
  filterList,
  HEADER,
  LONGEST,
  nearestOf,
  pad,
  sizeOf,
} from './lists';
import { LIMIT, round } from './space';

/** Bits of a cell per axis x, y, z at the coarsest level. */
const COARSEST: u32 = 3;
/** Cells along t. */
const SLABS: u32 = 8;

const LEVEL3 = memory.data((8 << 9) << 2, 16);
const LEVEL4 = memory.data((8 << 12) << 2, 16);
const LEVEL5 = memory.data((8 << 15) << 2, 16);
/** All colors, and those that are not nearly transparent. */
const ALL = memory.data(HEADER + 64 * 48, 16);
const SOLID = memory.data(HEADER + 64 * 48, 16);
const LISTS = memory.data(1 << 21, 16);
const LISTS_END: usize = LISTS + (1 << 21);

let opaque: i32 = LIMIT;
/** Steps along t in a cell, and 2¹⁶ / that, rounded up: t < 2¹⁰ times it, >> 16, is the number of the cell. */
let tSide: i32 = 128;
let tShare: i32 = 512;
let bits: u32 = 5;
let solid: usize = ALL;
let used: usize = LISTS;
/** Which slabs have cells with lists, a bit each. */
let slabs: u32 = 0;

/** `opaqueT` is the t of opaque colors. */
export function setOpaque(opaqueT: i32): void {
  opaque = opaqueT;
  tSide = (opaqueT + <i32>SLABS) / <i32>SLABS;
  tShare = (65536 + tSide - 1) / tSide;
}

/** Replaces the colors by `count` points of four f64 each, rounded to whole steps within the space. */
export function setPoints(points: usize, count: u32, cellBits: u32): void {
  clearCells();
  bits = cellBits;
  clearList(ALL);
  clearList(SOLID);
  for (let i: u32 = 0; i < count; i++) {
    const from = points + ((<usize>i) << 5);
    const to = COLORS + ((<usize>i) << 3);
    const t = clamped(load<f64>(from, 24), 0);
    store<i16>(to, <i16>clamped(load<f64>(from), -LIMIT));
    store<i16>(to, <i16>clamped(load<f64>(from, 8), -LIMIT), 2);
    store<i16>(to, <i16>clamped(load<f64>(from, 16), -LIMIT), 4);
    store<i16>(to, <i16>t, 6);
    append(ALL, i);
    if (4 * t >= opaque) append(SOLID, i);
  }
  pad(ALL);
  solid = ALL;
  if (sizeOf(SOLID) > 0) {
    pad(SOLID);
    solid = SOLID;
  }
}

function clamped(value: f64, lowest: i32): i32 {
  return min(max(round(value), lowest), LIMIT);
}

function clearCells(): void {
  for (let slab: usize = 0; slab < SLABS; slab++) {
    if ((slabs & (1 << (<u32>slab))) === 0) continue;
    memory.fill(LEVEL3 + (slab << 11), 0, 1 << 11);
    memory.fill(LEVEL4 + (slab << 14), 0, 1 << 14);
    memory.fill(LEVEL5 + (slab << 17), 0, 1 << 17);
  }
  slabs = 0;
  used = LISTS;
}

/** Index of the color nearest to a point. */
export function nearest(point: u64): u32 {
  const shift = 11 - bits;
  const x = <u32>(<i32>(<i16>point) + LIMIT) >>> shift;
  const y = <u32>(<i32>(<i16>(point >>> 16)) + LIMIT) >>> shift;
  const z = <u32>(<i32>(<i16>(point >>> 32)) + LIMIT) >>> shift;
  const slab = <u32>((<i32>(point >>> 48) * tShare) >>> 16);
  const cell = (((((slab << bits) | x) << bits) | y) << bits) | z;
  let entry = load<u32>(levelOf(bits) + ((<usize>cell) << 2));
  if (entry === 0) entry = make(cell);
  return (entry & 1) !== 0 ? entry >>> 1 : nearestOf(entry, point) & 255;
}

function levelOf(cellBits: u32): usize {
  return cellBits === 5 ? LEVEL5 : cellBits === 4 ? LEVEL4 : LEVEL3;
}

function make(cell: u32): u32 {
  if (used + 3 * LONGEST > LISTS_END) clearCells();
  return makeList(bits, cell);
}

/** Makes the list of a cell from that of the cell around it. */
function makeList(cellBits: u32, cell: u32): u32 {
  const mask: u32 = (1 << cellBits) - 1;
  const z = cell & mask;
  const y = (cell >>> cellBits) & mask;
  const x = (cell >>> (2 * cellBits)) & mask;
  const slab = cell >>> (3 * cellBits);
  let parent = <u32>(slab < SLABS / 2 ? ALL : solid);
  if (cellBits > COARSEST) {
    const up = cellBits - 1;
    const around = (((((slab << up) | (x >>> 1)) << up) | (y >>> 1)) << up) | (z >>> 1);
    parent = load<u32>(levelOf(up) + ((<usize>around) << 2));
    if (parent === 0) parent = makeList(up, around);
  }
  const entry = (parent & 1) !== 0 ? parent : filtered(parent, cellBits, x, y, z, slab);
  store<u32>(levelOf(cellBits) + ((<usize>cell) << 2), entry);
  slabs |= 1 << slab;
  return entry;
}

function filtered(parent: usize, cellBits: u32, x: i32, y: i32, z: i32, slab: i32): u32 {
  const side = 1 << (11 - cellBits);
  const half = side >> 1;
  const tCenter = slab * tSide + (tSide >> 1);
  const center = half - LIMIT;
  const list = used;
  filterList(
    list,
    parent,
    x * side + center,
    y * side + center,
    z * side + center,
    tCenter,
    half,
    tSide - (tSide >> 1),
  );
  if (sizeOf(list) === 1) return (load<u32>(list, HEADER + 32) << 1) | 1;
  used += bytesOf(list);
  return <u32>list;
}
