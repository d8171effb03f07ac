// Symbols of lengths and distances (RFC 1951, 3.2.5).

/** Symbol minus 257 of each match length: u8. */
const LENGTH_SYMBOLS = memory.data(259);

/** Fills the table of length symbols. */
export function startSymbols(): void {
  for (let length: u32 = 3; length < 258; length++) {
    const above = length - 3;
    const extra = above < 8 ? 0 : 29 - clz(above);
    store<u8>(LENGTH_SYMBOLS + length, above < 8 ? above : (extra << 2) + (above >> extra));
  }
  store<u8>(LENGTH_SYMBOLS + 258, 28);
}

/** Returns the symbol of a match length, minus 257. */
// @inline
export function lengthSymbol(length: u32): u32 {
  return load<u8>(LENGTH_SYMBOLS + length);
}

/** Returns the number of extra bits of a length symbol, which is given minus 257. */
// @inline
export function lengthExtra(symbol: u32): u32 {
  return symbol < 8 || symbol === 28 ? 0 : (symbol >> 2) - 1;
}

/** Returns the symbol of a distance. */
// @inline
function distanceSymbol(distance: u32): u32 {
  const below = distance - 1;
  if (below < 4) return below;
  const extra = 30 - clz(below);
  return (extra << 1) + (below >> extra);
}

/** Returns the number of extra bits of a distance symbol. */
// @inline
export function distanceExtra(symbol: u32): u32 {
  return symbol < 4 ? 0 : (symbol >> 1) - 1;
}

/** Returns a match as a number: the symbol of its distance << 25 | distance << 9 | length. A literal is the number 1. */
// @inline
export function stepOf(distance: u32, length: u32): u32 {
  return (distanceSymbol(distance) << 25) | (distance << 9) | length;
}

/** Returns the length of a step. */
// @inline
export function lengthOf(step: u32): u32 {
  return step & 511;
}

/** Returns the distance of a match. */
// @inline
export function distanceOf(step: u32): u32 {
  return (step >>> 9) & 0xffff;
}

/** Returns the symbol of the distance of a match. */
// @inline
export function distanceSymbolOf(step: u32): u32 {
  return step >>> 25;
}
