// Candidate lists: the palette colors that can be nearest to a point in a box.
//
// A list consists of blocks of 8 colors. A block holds x and y of each color as two i16, then z and t, then the
// indices. Each of these takes two vectors of 4 lanes. One step of a search measures 8 colors, and most searches take
// one step. The last block is filled up with its last color, which changes no minimum.
//
// A distance is at most 3 · 2040² + 1020² < 2²⁴. With the index in the 8 bits below, one unsigned minimum finds the
// nearest color, and the lowest index of several.

export const BLOCK: u32 = 96;
/** Bytes of the longest list. */
export const LONGEST: u32 = 32 * BLOCK;

/** Points of the palette, 256 words of four i16. */
export const COLORS = memory.data(256 * 8, 16);
/** Squared distances of a list's colors to the center of a box, two i32x4 per block. */
const DISTANCES = memory.data(32 * 32, 16);

/** Writes color number `n` of a list. */
export function put(list: usize, n: u32, xy: u32, zt: u32, index: u32): void {
  const lane = list + (n >>> 3) * BLOCK + ((n & 7) << 2);
  store<u32>(lane, xy);
  store<u32>(lane, zt, 32);
  store<u32>(lane, index, 64);
}

/** Fills up the last block of a list of `n` colors. Returns the number of blocks. */
export function pad(list: usize, n: u32): u32 {
  const last = list + ((n - 1) >>> 3) * BLOCK + (((n - 1) & 7) << 2);
  const xy = load<u32>(last);
  const zt = load<u32>(last, 32);
  const index = load<u32>(last, 64);
  for (; (n & 7) !== 0; n++) put(list, n, xy, zt, index);
  return n >>> 3;
}

/**
 * Returns the nearest color of a list as its squared distance << 8 | its index. The point's coordinates fill the lanes
 * of two vectors.
 */
// @inline
export function nearestOf(list: usize, blocks: u32, xy: v128, zt: v128): u32 {
  let best = i32x4.splat(-1);
  let other = best;
  do {
    best = i32x4.min_u(best, keyed(squares(list, xy, zt), list));
    other = i32x4.min_u(other, keyed(squares(list + 16, xy, zt), list + 16));
    list += BLOCK;
  } while (--blocks !== 0);
  return minimum(i32x4.min_u(best, other));
}

/** Squared distances of half a block's colors. */
function squares(at: usize, xy: v128, zt: v128): v128 {
  const dxy = i16x8.sub(xy, v128.load(at));
  const dzt = i16x8.sub(zt, v128.load(at, 32));
  return i32x4.add(i32x4.dot_i16x8_s(dxy, dxy), i32x4.dot_i16x8_s(dzt, dzt));
}

function keyed(distances: v128, at: usize): v128 {
  return v128.or(i32x4.shl(distances, 8), v128.load(at, 64));
}

/** Minimum of four lanes. */
function minimum(lanes: v128): u32 {
  const two = i32x4.min_u(lanes, v128.shuffle<i32>(lanes, lanes, 2, 3, 0, 1));
  return i32x4.extract_lane(i32x4.min_u(two, v128.shuffle<i32>(two, two, 1, 0, 3, 2)), 0);
}

/**
 * Writes the colors of `parent` that can be nearest within a box to `list`. Returns the number of blocks. The box is
 * centered at x, y, z, t and extends `half` to each side, `tHalf` along t.
 *
 * Let b be the nearest color to the center c, and q a point in the box. |q−p|² − |q−b|² is linear in q, so its minimum
 * over the box is |c−p|² − |c−b|² − 2 Σ half·|p−b|. If that is above 0, p is never nearest.
 */
export function filterList(
  list: usize,
  parent: usize,
  blocks: u32,
  x: i32,
  y: i32,
  z: i32,
  t: i32,
  half: i32,
  tHalf: i32,
): u32 {
  const xy = i32x4.splat((x & 0xffff) | (y << 16));
  const zt = i32x4.splat((z & 0xffff) | (t << 16));
  const end = parent + blocks * BLOCK;
  let best = i32x4.splat(-1);
  let distance = DISTANCES;
  for (let at = parent; at < end; at += BLOCK, distance += 32) {
    const low = squares(at, xy, zt);
    const high = squares(at + 16, xy, zt);
    v128.store(distance, low);
    v128.store(distance, high, 16);
    best = i32x4.min_u(best, i32x4.min_u(keyed(low, at), keyed(high, at + 16)));
  }
  const nearest = minimum(best);
  const color = COLORS + ((<usize>(nearest & 255)) << 3);
  const bestXy = v128.load32_splat(color);
  const bestZt = v128.load32_splat(color, 4);
  const bestSq = i32x4.splat(nearest >>> 8);
  const spreadXy = i32x4.splat((2 * half) | (half << 17));
  const spreadZt = i32x4.splat((2 * half) | (tHalf << 17));
  let n: u32 = 0;
  let last: u32 = 256;
  distance = DISTANCES;
  for (let at = parent; at < end; at += BLOCK) {
    for (let side: usize = 0; side < 32; side += 16, distance += 16) {
      const reach = i32x4.add(
        i32x4.dot_i16x8_s(i16x8.abs(i16x8.sub(v128.load(at + side), bestXy)), spreadXy),
        i32x4.dot_i16x8_s(i16x8.abs(i16x8.sub(v128.load(at + side, 32), bestZt)), spreadZt),
      );
      let kept = i32x4.bitmask(i32x4.le_s(i32x4.sub(v128.load(distance), bestSq), reach));
      for (; kept !== 0; kept &= kept - 1) {
        const lane = at + side + ((<usize>ctz(kept)) << 2);
        const index = load<u32>(lane, 64);
        if (index === last) continue; // only the fill-up repeats a color
        put(list, n++, load<u32>(lane), load<u32>(lane, 32), index);
        last = index;
      }
    }
  }
  return pad(list, n);
}
