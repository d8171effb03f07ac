// The blocks of a segment: where they start, and how often each symbol occurs in them.

import { DISTANCES, START, STEPS, SYMBOLS } from './memory';
import { distanceSymbolOf, lengthOf, lengthSymbol } from './symbols';

/** Bits of a position within a piece. Blocks consist of whole pieces. */
export const PIECE_BITS: u32 = 10;
export const PIECES: u32 = 1 << 8;
/** First positions of blocks, and the end of the last one: u32. */
export const BLOCKS = memory.data(4 * ((1 << 8) + 1), 16);
/** A histogram of each block. */
export const HISTOGRAMS = memory.data(4 * 320 * (1 << 8), 16);

export let blocks: u32 = 0;

export function setBlocks(count: u32): void {
  blocks = count;
}

/** Divides a segment into blocks of one size, a power of two. */
export function divide(length: u32, bits: u32): void {
  blocks = 0;
  let at: u32 = 0;
  do {
    store<u32>(BLOCKS + 4 * blocks++, at);
    at += 1 << bits;
  } while (at < length);
  store<u32>(BLOCKS + 4 * blocks, length);
}

/** Counts the symbols of the chosen steps in each block. A match belongs to the block in which it starts. */
export function countSymbols(): void {
  let at: u32 = 0;
  for (let block: u32 = 0; block < blocks; block++)
    at = countSteps(at, load<u32>(BLOCKS + 4 * block + 4), HISTOGRAMS + 4 * SYMBOLS * block);
}

/** Counts the symbols of the steps from one position up to another one. Returns the position after the last step. */
export function countSteps(start: u32, end: u32, histogram: usize): u32 {
  memory.fill(histogram, 0, 4 * SYMBOLS);
  let i = start;
  while (i < end) {
    const step = load<u32>(STEPS + 4 * i);
    if (step === 1) {
      increment(histogram + 4 * load<u8>(START + i));
      i++;
      continue;
    }
    const length = lengthOf(step);
    increment(histogram + 4 * (257 + lengthSymbol(length)));
    increment(histogram + 4 * (DISTANCES + distanceSymbolOf(step)));
    i += length;
  }
  return i;
}

/** Counts bytes as literals. */
export function countBytes(bytes: usize, count: u32, histogram: usize): void {
  memory.fill(histogram, 0, 4 * SYMBOLS);
  for (let i: u32 = 0; i < count; i++) increment(histogram + 4 * load<u8>(bytes + i));
}

// @inline
function increment(at: usize): void {
  store<u32>(at, load<u32>(at) + 1);
}
