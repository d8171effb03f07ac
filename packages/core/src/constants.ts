// Numbers that both engines need: the TypeScript kernels and those in assembly/ import them from here.

/** The largest coordinate of a point in the working space along x, y and z. */
export const LIMIT = 1020;

/** Multiplier of hashes: 2³² divided by the golden ratio, odd (Knuth, The Art of Computer Programming 3, 1973, section 6.4). */
export const HASH = 0x9e3779b1;

/** Up to so many distinct colors are counted one by one; images with more are counted in bins. */
export const MAX_DISTINCT = 16_384;
/** Bits of a slot's number in the table of distinct colors. */
export const TABLE_BITS = 15;
/** Bits of a channel that number the bins of opaque colors. */
export const BIN_BITS = 6;
/** Bits of a slot's number in the cache that joins equal samples. */
export const SAMPLE_CACHE_BITS = 16;

/** Numbers for each cluster that an assignment sums up, see `Clusters.sums`. */
export const SUMS_PER_CLUSTER = 6;
/** Numbers for each cluster that a split into halves gives, see `splitClusters`. */
export const HALVES_PER_CLUSTER = 5;
/** Maximum number of clusters, and of colors of a palette. */
export const MAX_CLUSTERS = 256;

/** Bits per axis of the coarsest cells of the nearest search. */
export const COARSEST_BITS = 3;
/** Opacity is cut into so many slabs, and one for opaque colors. */
export const OPAQUE_SLAB = 8;

/** How far, in one channel, a color of an even area may be from its palette color and still be dithered. */
export const MAX_EVEN_DIFFERENCE = 32;

/** What surrounds a pixel, as bits: it equals the one to its left, the one above, both; it is part of a slow gradient. */
export const LIKE_LEFT = 1;
export const LIKE_ABOVE = 2;
export const EVEN = 3;
export const SLOPE = 4;
/** The largest difference in a channel of a small step. */
export const SMALL_STEP = 3;
/** A slope reaches so many pixels beyond its last small step. */
export const SLOPE_REACH = 62;

/** How a pixel treats errors in a rate-aware remap: it ignores them, passes on its own, receives others, or more of them. */
export const NO_ERROR = 0;
export const OWN_ERROR = 1;
export const ALL_ERRORS = 2;
export const MORE_ERRORS = 3;
/** Maximum error that a pixel of a rate-aware remap receives, in steps of the working space: 3 % of the range of lightness. */
export const ERROR_REACH = 64;
/** The same in flat graphics: more of it makes specks there, in colors that are far from that of the pixel. */
export const FLAT_ERROR_REACH = 16;
/** Errors in the even areas and gradients of flat graphics weigh so many times as much: no grain hides lines and rings. */
export const SMOOTH_WEIGHT = 4;
/** Rows that a match of the trellis may reach back. */
export const MATCH_ROWS = 4;
/** Bits of the side of the squares in which errors weigh the same. */
export const SQUARE_BITS = 2;
/** States of the trellis: a color is written out, a run goes on, or a match; more matches follow. */
export const LITERAL = 0;
export const RUN = 1;
export const MATCH = 2;
