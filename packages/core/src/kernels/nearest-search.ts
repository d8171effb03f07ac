import { COARSEST_BITS, LIMIT, OPAQUE_SLAB } from '../constants.ts';

/**
 * Exact nearest-neighbor search among up to 256 palette colors.
 *
 * The space is divided into cells. Each has a list of the colors that can be nearest to a point in it, made on first
 * use. Lists are filtered from those of larger cells. Color b rules out color p for a box if every corner of the box is
 * nearer to b. Photographs with 256 colors leave about five candidates per query. Ties go to the lowest index.
 *
 * There are two exceptions. First, points with at least half opacity never take a nearly transparent color if there is
 * another. Full transparency shows a background of gray on average, which is nearer to an opaque gray than black and
 * white are. Second, opaque points take an opaque color if the palette has one. A small difference of alpha counts less
 * than one of color, but the background must not show through an opaque object.
 */
export interface NearestSearch {
  /** Bits per axis x, y, z of the finest cells. */
  bits: number;
  /** 2²⁰ times the slabs per step along t, rounded up: the slab of t is t times this, >> 20. */
  readonly tShare: number;
  readonly opaque: number;
  /** Whether all colors have the same t, which then does not matter. */
  sameOpacity: boolean;
  /** Offset into `lists` of each cell of each level, 0 if not made yet; the cells of a slab are contiguous. */
  readonly levels: readonly Int32Array[];
  /** Bit mask of the slabs that have cells with lists. */
  slabs: number;
  /** Consecutive lists: length, then of each color p its index, |p|², and −2 times its x, y, z and t. */
  lists: Int32Array;
  /** Offsets of the list of colors that are not nearly transparent, and of the list of opaque ones. */
  visible: number;
  opaques: number;
  used: number;
  /** Scratch: twice the squared distances of a list's colors to the center of a box, less a term common to all. */
  readonly distances: Int32Array;
}

/** Bits per axis x, y, z of the finest cells. Few points do not pay for the short lists of fine cells. */
export const SEARCH_BITS = { trials: 3, bins: 4, samples: 5 } as const;
const FINEST = SEARCH_BITS.samples;

/**
 * Cells along t at all levels: eight for translucent colors, of which the upper half has at least half opacity, and one
 * for opaque ones.
 */
const HALF_SLAB = OPAQUE_SLAB / 2;
const SLABS = OPAQUE_SLAB + 1;
/** Offset of the list of all colors. 0 means "not made". */
const ALL = 1;
/** Numbers per color in a list. */
const ENTRY = 6;
/** Share of full opacity below which colors are nearly transparent. */
const NEARLY_TRANSPARENT = 0.25;

/** Creates a search without colors, see `setPoints`. `opaque` is the t of opaque colors. */
export function createSearch(opaque: number): NearestSearch {
  return {
    bits: FINEST,
    tShare: Math.ceil((OPAQUE_SLAB * 2 ** 20) / opaque),
    opaque,
    sameOpacity: true,
    levels: Array.from(
      { length: FINEST - COARSEST_BITS + 1 },
      (_, level) => new Int32Array(SLABS << (3 * (COARSEST_BITS + level))),
    ),
    slabs: 0,
    lists: new Int32Array(1 << 17),
    visible: ALL,
    opaques: ALL,
    used: 0,
    distances: new Int32Array(256),
  };
}

const clamp = (value: number, min: number, max: number): number =>
  value < min ? min : value > max ? max : value;

/**
 * Replaces the colors by the first `count` of `points`, 4 numbers each, rounded to whole steps within the space.
 *
 * @param bits fineness of the cells, 3 to 5: fine cells have shorter lists and pay for many queries.
 * @param arePalette whether the points are palette colors, so that opaque points must take opaque ones.
 */
export function setPoints(
  search: NearestSearch,
  points: ArrayLike<number>,
  count: number,
  bits: number,
  arePalette: boolean,
): void {
  for (const table of search.levels) {
    const cells = table.length / SLABS;
    for (let slab = 0; slab < SLABS; slab++) {
      if (search.slabs & (1 << slab)) table.fill(0, slab * cells, (slab + 1) * cells);
    }
  }
  search.slabs = 0;
  search.bits = bits;
  search.sameOpacity = true;
  const { lists, opaque } = search;
  const visible = ALL + 1 + ENTRY * count;
  const opaques = visible + 1 + ENTRY * count;
  let visibleCount = 0;
  let opaqueCount = 0;
  for (let i = 0; i < count; i++) {
    const at = ALL + 1 + ENTRY * i;
    const x = clamp(Math.floor(points[4 * i]! + 0.5), -LIMIT, LIMIT);
    const y = clamp(Math.floor(points[4 * i + 1]! + 0.5), -LIMIT, LIMIT);
    const z = clamp(Math.floor(points[4 * i + 2]! + 0.5), -LIMIT, LIMIT);
    const t = clamp(Math.floor(points[4 * i + 3]! + 0.5), 0, LIMIT);
    lists[at] = i;
    lists[at + 1] = x * x + y * y + z * z + t * t;
    lists[at + 2] = -2 * x;
    lists[at + 3] = -2 * y;
    lists[at + 4] = -2 * z;
    lists[at + 5] = -2 * t;
    if (lists[at + 5] !== lists[ALL + 1 + 5]) search.sameOpacity = false;
    if (t >= opaque * NEARLY_TRANSPARENT)
      lists.copyWithin(visible + 1 + ENTRY * visibleCount++, at, at + ENTRY);
    if (t >= opaque) lists.copyWithin(opaques + 1 + ENTRY * opaqueCount++, at, at + ENTRY);
  }
  lists[ALL] = count;
  lists[visible] = visibleCount;
  lists[opaques] = opaqueCount;
  search.visible = visibleCount > 0 ? visible : ALL;
  search.opaques = arePalette && opaqueCount > 0 ? opaques : search.visible;
  search.used = opaques + 1 + ENTRY * count;
}

/** Returns the index of the color nearest to the point x, y, z, t. */
export function nearest(search: NearestSearch, x: number, y: number, z: number, t: number): number {
  const { bits, levels } = search;
  const shift = 11 - bits;
  const row = (((x + LIMIT) >> shift) << bits) | ((y + LIMIT) >> shift);
  const slab = Math.imul(t, search.tShare) >>> 20;
  const cell = ((slab << bits) << (2 * bits)) | (row << bits) | ((z + LIMIT) >> shift);
  const finest = bits - COARSEST_BITS;
  const at = levels[finest]![cell]! || makeList(search, finest, cell);
  const { lists } = search;
  const length = lists[at]!;
  let best = lists[at + 1]!;
  if (length === 1) return best;
  const end = at + 1 + ENTRY * length;
  const across = search.sameOpacity ? 0 : t;
  let least = 0x7fffffff;
  for (let j = at + 1; j < end; j += ENTRY) {
    // p|² − 2 p·q: the squared distance less |q|², which is common to all.
    const score =
      (lists[j + 1]! +
        Math.imul(lists[j + 2]!, x) +
        Math.imul(lists[j + 3]!, y) +
        Math.imul(lists[j + 4]!, z) +
        Math.imul(lists[j + 5]!, across)) |
      0;
    if (score > least) continue;
    const index = lists[j]!;
    if (score === least && index > best) continue;
    least = score;
    best = index;
  }
  return best;
}

/** The smallest t of a slab. */
const slabStart = ({ opaque }: NearestSearch, slab: number): number =>
  Math.ceil((slab * opaque) / OPAQUE_SLAB);

/** Makes the list of a cell from that of the enclosing larger cell. Returns its offset. */
function makeList(search: NearestSearch, level: number, cell: number): number {
  const bits = COARSEST_BITS + level;
  const mask = (1 << bits) - 1;
  const cz = cell & mask;
  const cy = (cell >> bits) & mask;
  const cx = (cell >> (2 * bits)) & mask;
  const slab = cell >> (3 * bits);
  let parent = slab < HALF_SLAB ? ALL : slab < OPAQUE_SLAB ? search.visible : search.opaques;
  if (level > 0) {
    const up = bits - 1;
    const around = (((((slab << up) | (cx >> 1)) << up) | (cy >> 1)) << up) | (cz >> 1);
    parent = search.levels[level - 1]![around]! || makeList(search, level - 1, around);
  }
  const side = 1 << (11 - bits);
  const width = side - 1;
  const low = slabStart(search, slab);
  const high = slab < OPAQUE_SLAB ? slabStart(search, slab + 1) - 1 : low;
  const at = filterList(
    search,
    parent,
    2 * (cx * side - LIMIT) + width,
    2 * (cy * side - LIMIT) + width,
    2 * (cz * side - LIMIT) + width,
    low + high,
    width,
    high - low,
  );
  search.levels[level]![cell] = at;
  search.slabs |= 1 << slab;
  return at;
}

/**
 * Appends the colors of the list at `parent` that can be nearest within a box; the nearest to its center comes first.
 * `x`, `y`, `z` and `t` are twice the center, `width` and `tWidth` twice the half sides, so that all are integers.
 *
 * Let b be the nearest color to the center c, and q a point in the box. |q−p|² − |q−b|² is linear in q, so its minimum
 * over the box is |c−p|² − |c−b|² − 2 Σ half·|p−b|. If that is above 0, p is never nearest.
 */
function filterList(
  search: NearestSearch,
  parent: number,
  x: number,
  y: number,
  z: number,
  t: number,
  width: number,
  tWidth: number,
): number {
  const { distances } = search;
  const length = search.lists[parent]!;
  if (search.used + 1 + ENTRY * length > search.lists.length) {
    const larger = new Int32Array(search.lists.length * 2);
    larger.set(search.lists);
    search.lists = larger;
  }
  const { lists } = search;
  const first = parent + 1;
  let best = first;
  let least = 0x7fffffff;
  for (let j = 0, from = first; j < length; j++, from += ENTRY) {
    const xy = Math.imul(lists[from + 2]!, x) + Math.imul(lists[from + 3]!, y);
    const zt = Math.imul(lists[from + 4]!, z) + Math.imul(lists[from + 5]!, t);
    const score = (2 * lists[from + 1]! + xy + zt) | 0;
    distances[j] = score;
    if (score < least) {
      least = score;
      best = from;
    }
  }
  const bx = lists[best + 2]!;
  const by = lists[best + 3]!;
  const bz = lists[best + 4]!;
  const bt = lists[best + 5]!;
  const at = search.used;
  let to = at + 1;
  for (let i = 0; i < ENTRY; i++) lists[to++] = lists[best + i]!;
  for (let j = 0, from = first; j < length; j++, from += ENTRY) {
    if (from === best) continue;
    const dx = Math.abs(lists[from + 2]! - bx);
    const dy = Math.abs(lists[from + 3]! - by);
    const dz = Math.abs(lists[from + 4]! - bz);
    const dt = Math.abs(lists[from + 5]! - bt);
    const reach = (Math.imul(width, dx + dy + dz) + Math.imul(tWidth, dt)) | 0;
    if (distances[j]! - least > reach) continue;
    lists[to] = lists[from]!;
    lists[to + 1] = lists[from + 1]!;
    lists[to + 2] = lists[from + 2]!;
    lists[to + 3] = lists[from + 3]!;
    lists[to + 4] = lists[from + 4]!;
    lists[to + 5] = lists[from + 5]!;
    to += ENTRY;
  }
  lists[at] = (to - at - 1) / ENTRY;
  search.used = to;
  return at;
}
