// Constants of both engines. The TypeScript kernels and those in assembly/ import them from here.

/** Largest absolute coordinate of a point along x, y and z. */
export const LIMIT = 1020;

/**
 * Hash multiplier: 2³² divided by the golden ratio, odd (Knuth, The Art of Computer Programming 3, 1973, section 6.4).
 */
export const HASH = 0x9e3779b1;

/** Maximum number of distinct colors that are counted one by one. Images with more are counted in bins. */
export const MAX_DISTINCT = 16_384;
/** Bits of a slot number in the table of distinct colors. */
export const TABLE_BITS = 15;
/** High bits of each channel that make the bin number of an opaque color. */
export const BIN_BITS = 6;
/** Bits of a slot number in the cache that merges equal samples. */
export const SAMPLE_CACHE_BITS = 16;

/** Numbers per cluster in `Clusters.sums`. */
export const SUMS_PER_CLUSTER = 6;
/** Numbers per cluster in the result of `splitClusters`. */
export const HALVES_PER_CLUSTER = 5;
/** Maximum number of clusters, and of palette colors. */
export const MAX_CLUSTERS = 256;

/** Bits per axis of the coarsest cells of the nearest-color search. */
export const COARSEST_BITS = 3;
/** Number of slabs of translucent colors, and so the number of the slab of opaque ones. */
export const OPAQUE_SLAB = 8;

/** Maximum difference per channel between a uniform area and its palette color at which the area is dithered. */
export const MAX_UNIFORM_DIFFERENCE = 32;

/**
 * Bits that describe the surroundings of a pixel: equal to its left neighbor, to the one above, to both; part of a slow
 * gradient.
 */
export const LIKE_LEFT = 1;
export const LIKE_ABOVE = 2;
export const UNIFORM = 3;
export const GRADIENT = 4;
/** Maximum difference per channel of a step in a slow gradient. */
export const SMALL_STEP = 3;
/** Pixels after its last step up to which a slow gradient continues. */
export const GRADIENT_REACH = 62;

/**
 * How a pixel of a rate-aware remap handles errors: not at all, passes on its own, receives errors too, or a larger
 * share of them.
 */
export const NO_ERROR = 0;
export const OWN_ERROR = 1;
export const ALL_ERRORS = 2;
export const MORE_ERRORS = 3;
/**
 * Maximum error that a pixel of a rate-aware remap receives, in steps of the working space: 3 % of the range of
 * lightness.
 */
export const MAX_ERROR = 64;
/** The same in flat graphics, where a larger error causes specks in a very different color. */
export const MAX_FLAT_ERROR = 16;
/** Weight of errors in uniform areas and gradients of flat graphics, where no grain hides lines and rings. */
export const SMOOTH_WEIGHT = 4;
/** Maximum number of rows that a match of the trellis reaches back. */
export const MATCH_ROWS = 4;
/** log₂ of the side of the squares for which visibility is measured. */
export const SQUARE_BITS = 2;
/** States of the trellis: a literal, a run of one color, or a match. The matches are numbered from `MATCH` on. */
export const LITERAL = 0;
export const RUN = 1;
export const MATCH = 2;

/** Side of the squares of blur-aware refinement, and stride of their blurred pixels along both axes. */
export const BLUR_SIDE = 16;
export const BLUR_STRIDE = 2;
/** Radius of the blur, of 5 × 5 pixels. */
export const BLUR_REACH = 2;
