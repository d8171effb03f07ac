// Exports to JavaScript: a deflate stream (RFC 1951), segment by segment.

import { completeByte, outputBytes, startOutput } from './bits';
import { countSymbols } from './blocks';
import { firstParse } from './first-parse';
import { preferLiterals } from './literals-only';
import { startLogarithms } from './logarithm';
import { findMatches, forgetMatches } from './match-finder';
import { START, WINDOW } from './memory';
import { parse } from './parse';
import { split } from './split';
import { startSymbols } from './symbols';
import { startFixedCode, writeBlocks } from './write-blocks';

export { AHEAD, OUTPUT, SEGMENT, START } from './memory';

/** Number of the next byte in the stream, plus twice the window: 0 is out of reach. */
let position: u32 = 2 * WINDOW;

/** Fills the tables. Is called once. */
export function startTables(): void {
  startSymbols();
  startLogarithms();
  startFixedCode();
}

/** Forgets all bytes of the last stream. */
export function startStream(): void {
  position = 2 * WINDOW;
  forgetMatches();
}

/**
 * Compresses the `length` bytes at START. Returns the number of bytes at OUTPUT.
 * @param ahead - number of bytes of the next segment that follow them, at most AHEAD; 0 ends the stream
 * @param depth - maximum number of tree nodes of a search
 * @param nice - a match of this length ends the search
 * @param passes - how often the steps are chosen
 */
export function compressSegment(length: u32, ahead: u32, depth: u32, nice: u32, passes: u32): u32 {
  const isLast = ahead === 0;
  startOutput();
  findMatches(position, length, ahead, depth, nice);
  firstParse(length);
  split(length);
  let isCounted = !preferLiterals(passes === 1);
  for (let pass: u32 = 1; pass < passes; pass++) {
    parse(length);
    isCounted = pass + 1 < passes;
    if (isCounted) split(length);
  }
  if (!isCounted) countSymbols();
  writeBlocks(isLast);
  if (isLast) completeByte();
  position += length;
  memory.copy(START - WINDOW, START + length - WINDOW, WINDOW);
  return outputBytes();
}
