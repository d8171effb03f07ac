import { LIMIT } from '../color/working-space.ts';

/**
 * Exact nearest neighbor among up to 256 points.
 *
 * The space is divided into cells; each has a list of the points that can be nearest to anything in it, made
 * when the cell is first asked for. Lists are made from those of larger cells: a point b rules out a point p
 * for a whole box when p is farther than b from its every corner. Photos at 256 colors leave about five
 * candidates a query. Ties go to the lowest index, as in a search through all points.
 */
export interface NearestSearch {
  /** Coordinates of the points, one array an axis. */
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly z: Int32Array;
  readonly t: Int32Array;
  count: number;
  /** Bits of a finest cell per axis x, y, z. */
  readonly bits: number;
  /** Offset into `lists` for each cell of each level, 0 when not made yet. */
  readonly levels: readonly Int32Array[];
  /** Lists one after the other: length, then indices in rising order. The first holds all points. */
  lists: Int32Array;
  used: number;
  /** Scratch: squared distances of a list's points to the center of a box. */
  readonly distances: Float64Array;
}

/** Bits of a cell per axis x, y, z at the coarsest level; each further one has one more. */
const COARSEST_BITS = 3;
/** Bits of a cell along t, at all levels. */
const T_BITS = 3;
/** Steps along t in a cell, as a shift: t spans 2^10. (x, y and z span 2^11.) */
const T_SHIFT = 10 - T_BITS;

/**
 * A search over nothing; `setPoints` fills it. One object serves any number of sets of points.
 * @param bits fineness of the cells, 3 to 5: fine cells have shorter lists and pay for many queries alike.
 */
export function createSearch(bits: number): NearestSearch {
  return {
    x: new Int32Array(256),
    y: new Int32Array(256),
    z: new Int32Array(256),
    t: new Int32Array(256),
    count: 0,
    bits,
    levels: Array.from(
      { length: bits - COARSEST_BITS + 1 },
      (_, level) => new Int32Array(1 << (3 * (COARSEST_BITS + level) + T_BITS)),
    ),
    lists: new Int32Array(1 << 16),
    used: 0,
    distances: new Float64Array(256),
  };
}

/** Replaces the points by the first `count` of `points` (4 numbers each, rounded to whole steps). */
export function setPoints(search: NearestSearch, points: ArrayLike<number>, count: number): void {
  for (const table of search.levels) table.fill(0);
  search.count = count;
  // Offset 0 means "not made", so the list of all points starts at 1.
  search.lists[1] = count;
  search.used = count + 2;
  for (let i = 0; i < count; i++) {
    search.x[i] = Math.round(points[4 * i]!);
    search.y[i] = Math.round(points[4 * i + 1]!);
    search.z[i] = Math.round(points[4 * i + 2]!);
    search.t[i] = Math.round(points[4 * i + 3]!);
    search.lists[i + 2] = i;
  }
}

/** Index of the point nearest to x, y, z, t. */
export function nearest(search: NearestSearch, x: number, y: number, z: number, t: number): number {
  const { bits, levels } = search;
  const shift = 11 - bits;
  const column = ((((x + LIMIT) >> shift) << bits) | ((y + LIMIT) >> shift)) << bits;
  const cell = ((column | ((z + LIMIT) >> shift)) << T_BITS) | (t >> T_SHIFT);
  const finest = bits - COARSEST_BITS;
  let at = levels[finest]![cell]!;
  if (at === 0) at = makeList(search, finest, cell);
  const { lists } = search;
  let best = lists[at + 1]!;
  const end = at + lists[at]!;
  if (end === at + 1) return best;
  const px = search.x;
  const py = search.y;
  const pz = search.z;
  const pt = search.t;
  let dx = x - px[best]!;
  let dy = y - py[best]!;
  let dz = z - pz[best]!;
  let dt = t - pt[best]!;
  let bestSq = dx * dx + dy * dy + dz * dz + dt * dt;
  for (let j = at + 2; j <= end; j++) {
    const i = lists[j]!;
    dx = x - px[i]!;
    dy = y - py[i]!;
    dz = z - pz[i]!;
    dt = t - pt[i]!;
    const distanceSq = dx * dx + dy * dy + dz * dz + dt * dt;
    if (distanceSq < bestSq) {
      bestSq = distanceSq;
      best = i;
    }
  }
  return best;
}

/** Makes the list of a cell from that of the cell around it; gives its offset. */
function makeList(search: NearestSearch, level: number, cell: number): number {
  const bits = COARSEST_BITS + level;
  const mask = (1 << bits) - 1;
  const ct = cell & ((1 << T_BITS) - 1);
  const cz = (cell >> T_BITS) & mask;
  const cy = (cell >> (T_BITS + bits)) & mask;
  const cx = cell >> (T_BITS + 2 * bits);
  let parent = 1;
  if (level > 0) {
    const around = ((((((cx >> 1) << (bits - 1)) | (cy >> 1)) << (bits - 1)) | (cz >> 1)) << T_BITS) | ct;
    parent = search.levels[level - 1]![around]! || makeList(search, level - 1, around);
  }
  const side = 1 << (11 - bits);
  const tSide = 1 << T_SHIFT;
  const half = (side - 1) / 2;
  const tHalf = (tSide - 1) / 2;
  const at = filterList(
    search,
    parent,
    cx * side - LIMIT + half,
    cy * side - LIMIT + half,
    cz * side - LIMIT + half,
    ct * tSide + tHalf,
    half,
    tHalf,
  );
  search.levels[level]![cell] = at;
  return at;
}

/**
 * Appends those of the list at `parent` that can be nearest within the box around x, y, z, t. With b the
 * nearest to the center and q in the box, |q−p|² − |q−b|² is linear in q, so its least value over the box is
 * |c−p|² − |c−b|² − 2 Σ half·|p−b|; where that is above 0, p is never nearest.
 */
function filterList(
  search: NearestSearch,
  parent: number,
  x: number,
  y: number,
  z: number,
  t: number,
  half: number,
  tHalf: number,
): number {
  const { x: px, y: py, z: pz, t: pt, distances } = search;
  const length = search.lists[parent]!;
  if (search.used + length + 1 > search.lists.length) {
    const larger = new Int32Array(search.lists.length * 2);
    larger.set(search.lists);
    search.lists = larger;
  }
  const { lists } = search;
  let best = lists[parent + 1]!;
  let bestSq = Infinity;
  for (let j = 0; j < length; j++) {
    const i = lists[parent + 1 + j]!;
    const dx = x - px[i]!;
    const dy = y - py[i]!;
    const dz = z - pz[i]!;
    const dt = t - pt[i]!;
    const distanceSq = dx * dx + dy * dy + dz * dz + dt * dt;
    distances[j] = distanceSq;
    if (distanceSq < bestSq) {
      bestSq = distanceSq;
      best = i;
    }
  }
  const at = search.used;
  let kept = 0;
  for (let j = 0; j < length; j++) {
    const i = lists[parent + 1 + j]!;
    const spread = Math.abs(px[i]! - px[best]!) + Math.abs(py[i]! - py[best]!) + Math.abs(pz[i]! - pz[best]!);
    const reach = 2 * half * spread + 2 * tHalf * Math.abs(pt[i]! - pt[best]!);
    if (distances[j]! - bestSq <= reach) lists[at + 1 + kept++] = i;
  }
  lists[at] = kept;
  search.used = at + 1 + kept;
  return at;
}
