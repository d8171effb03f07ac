// Addresses of all arrays. One instance works on one stream; its arrays have a fixed size.

/** Bytes that a match may reach back (RFC 1951, 2). */
export const WINDOW: u32 = 1 << 15;
/** Maximum number of bytes of a segment, which is parsed and split as a whole. */
export const SEGMENT: u32 = 1 << 18;
/** Maximum number of matches that are stored for one position. */
export const MAX_MATCHES: u32 = 12;

/** Bytes after the segment that are known: as many as a match may have. */
export const AHEAD: u32 = 258;
/** The window before the segment, the segment, the bytes after it, and room for loads of eight bytes. */
const DATA = memory.data((1 << 15) + (1 << 18) + 258 + 8, 16);
/** The segment within DATA. */
export const START: usize = DATA + WINDOW;
/** Compressed bytes of the segment: at most stored blocks and their headers. */
export const OUTPUT = memory.data((1 << 18) + 4096, 16);

/** For each position, the address of its first match in MATCHES: u32. One entry more marks the end. */
export const FIRST = memory.data(((1 << 18) + 1) * 4, 16);
/** Matches as steps (see symbols.ts), with ascending lengths for each position: u32. */
export const MATCHES = memory.data((1 << 18) * 12 * 4, 16);
/** Cost in bits << 8 from each position to the end of the segment: u32. */
export const COSTS = memory.data(((1 << 18) + 1) * 4, 16);
/** The chosen step at each position, a match or a literal: u32. */
export const STEPS = memory.data((1 << 18) * 4, 16);

/** Symbols of one histogram: 286 literals and lengths, 2 unused, 30 distances, 2 unused. */
export const SYMBOLS: u32 = 320;
/** Index of the first distance in a histogram. */
export const DISTANCES: u32 = 288;
export const LITERAL_COUNT: u32 = 286;
export const LENGTH_COUNT: u32 = 29;
export const DISTANCE_COUNT: u32 = 30;
export const END_OF_BLOCK: u32 = 256;
