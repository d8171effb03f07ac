// Limits and choices of options, without any code: the rules of requests load them, too.

/** Default for `maxPixels`. */
export const DEFAULT_MAX_PIXELS: number = 128 * 2 ** 20;
/** Maximum number of colors of an indexed image, and so of a palette. */
export const MAX_COLORS = 256;
/** Maximum size in bytes of an inflated color profile or XMP packet. */
export const MAX_METADATA_BYTES: number = 8 * 2 ** 20;
/** Values of `effort`, by rising time. */
export const EFFORTS = ['fast', 'default', 'best'] as const;
