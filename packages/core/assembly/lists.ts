// Lists of candidates: the palette colors that can be nearest to anything in a box.
//
// A list is a header of 16 bytes (the number of groups, the number of colors) and groups of 4 colors. A group is three
// vectors of 4 lanes: x and y of each color as two i16, z and t likewise, and the indices. So one step of a search
// measures 4 colors. Where the last group has colors to spare it repeats the last color, which changes no minimum.
//
// A distance is at most 3 · 2040² + 1020² < 2²⁴: with the index in the 8 bits below, one unsigned minimum finds the
// nearest color, and of several the one of the lowest index.

export const HEADER: usize = 16;
export const GROUP: usize = 48;
/** Bytes of the longest list. */
export const LONGEST: usize = HEADER + 64 * GROUP;

/** Points of the palette, 256 words of four i16. */
export const COLORS = memory.data(256 * 8, 16);
/** Squared distances of a list's colors to the center of a box, i32x4 a group. */
const DISTANCES = memory.data(64 * 16, 16);

export function groupsOf(list: usize): u32 {
  return load<u32>(list);
}

export function sizeOf(list: usize): u32 {
  return load<u32>(list, 4);
}

/** Bytes of a list. */
export function bytesOf(list: usize): usize {
  return HEADER + groupsOf(list) * GROUP;
}

export function clearList(list: usize): void {
  store<u32>(list, 0);
  store<u32>(list, 0, 4);
}

/** Appends a color. */
export function append(list: usize, index: u32): void {
  const point = COLORS + ((<usize>index) << 3);
  put(list, load<u32>(point), load<u32>(point, 4), index);
}

function put(list: usize, xy: u32, zt: u32, index: u32): void {
  const n = sizeOf(list);
  const lane = list + HEADER + (n >>> 2) * GROUP + ((n & 3) << 2);
  store<u32>(lane, xy);
  store<u32>(lane, zt, 16);
  store<u32>(lane, index, 32);
  store<u32>(list, (n >>> 2) + 1);
  store<u32>(list, n + 1, 4);
}

/** Fills up the last group. */
export function pad(list: usize): void {
  const n = sizeOf(list);
  const last = list + HEADER + ((n - 1) >>> 2) * GROUP;
  for (let lane = ((n - 1) & 3) + 1; lane < 4; lane++) {
    for (let row: usize = 0; row < GROUP; row += 16) {
      const at = last + row + ((<usize>lane) << 2);
      store<u32>(at, load<u32>(at - 4));
    }
  }
}

/** The color of a list nearest to a point: its squared distance << 8 | its index. */
export function nearestOf(list: usize, point: u64): u32 {
  const xy = i32x4.splat(<i32>point);
  const zt = i32x4.splat(<i32>(point >>> 32));
  const end = list + bytesOf(list);
  let best = i32x4.splat(-1);
  for (let at = list + HEADER; at < end; at += GROUP) {
    best = i32x4.min_u(best, keyed(squares(at, xy, zt), at));
  }
  return least(best);
}

/** Squared distances of a group's colors. */
function squares(group: usize, xy: v128, zt: v128): v128 {
  const dxy = i16x8.sub(xy, v128.load(group));
  const dzt = i16x8.sub(zt, v128.load(group, 16));
  return i32x4.add(i32x4.dot_i16x8_s(dxy, dxy), i32x4.dot_i16x8_s(dzt, dzt));
}

function keyed(distances: v128, group: usize): v128 {
  return v128.or(i32x4.shl(distances, 8), v128.load(group, 32));
}

/** The least of four lanes. */
function least(lanes: v128): u32 {
  const two = i32x4.min_u(lanes, v128.shuffle<i32>(lanes, lanes, 2, 3, 0, 1));
  return i32x4.extract_lane(i32x4.min_u(two, v128.shuffle<i32>(two, two, 1, 0, 3, 2)), 0);
}

/**
 * Writes to `list` those of `parent` that can be nearest within the box around x, y, z, t, `half` to each side and
 * `tHalf` along t. With b the nearest to the center and q in the box, |q−p|² − |q−b|² is linear in q, so its least value
 * over the box is |c−p|² − |c−b|² − 2 Σ half·|p−b|; where that is above 0, p is never nearest.
 */
export function filterList(
  list: usize,
  parent: usize,
  x: i32,
  y: i32,
  z: i32,
  t: i32,
  half: i32,
  tHalf: i32,
): void {
  const xy = i32x4.splat((x & 0xffff) | (y << 16));
  const zt = i32x4.splat((z & 0xffff) | (t << 16));
  const end = parent + bytesOf(parent);
  let best = i32x4.splat(-1);
  let distance = DISTANCES;
  for (let at = parent + HEADER; at < end; at += GROUP, distance += 16) {
    const square = squares(at, xy, zt);
    v128.store(distance, square);
    best = i32x4.min_u(best, keyed(square, at));
  }
  const nearest = least(best);
  const color = COLORS + ((<usize>(nearest & 255)) << 3);
  const bestXy = v128.load32_splat(color);
  const bestZt = v128.load32_splat(color, 4);
  const bestSq = i32x4.splat(nearest >>> 8);
  const spreadXy = i32x4.splat((2 * half) | (half << 17));
  const spreadZt = i32x4.splat((2 * half) | (tHalf << 17));
  clearList(list);
  let left = <i32>sizeOf(parent);
  distance = DISTANCES;
  for (let at = parent + HEADER; at < end; at += GROUP, distance += 16, left -= 4) {
    const reach = i32x4.add(
      i32x4.dot_i16x8_s(i16x8.abs(i16x8.sub(v128.load(at), bestXy)), spreadXy),
      i32x4.dot_i16x8_s(i16x8.abs(i16x8.sub(v128.load(at, 16), bestZt)), spreadZt),
    );
    let kept = i32x4.bitmask(i32x4.le_s(i32x4.sub(v128.load(distance), bestSq), reach));
    if (left < 4) kept &= (1 << left) - 1;
    while (kept !== 0) {
      const lane = at + ((<usize>ctz(kept)) << 2);
      put(list, load<u32>(lane), load<u32>(lane, 16), load<u32>(lane, 32));
      kept &= kept - 1;
    }
  }
  pad(list);
}
