// The code lengths at the start of a block with a code of its own (RFC 1951, 3.2.7), in as few bits as possible.

import { put } from './bits';
import { findLengths, setCodes } from './huffman';

const COPY: u32 = 16;
const ZEROS_3: u32 = 17;
const ZEROS_11: u32 = 18;
const SYMBOLS: u32 = 19;
/** Order in which the lengths of these symbols are stored. */
const ORDER = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

/** Code lengths of literals and distances, one after the other: u8. */
const LENGTHS = memory.data(320);
let count: u32 = 0;
let literals: u32 = 0;
let distances: u32 = 0;
/** Equal lengths from each one on: u8, at most 138. */
const RUNS = memory.data(320);
/** Bits from each length to the end, and the number of lengths that its token covers << 5 | symbol: u32. */
const BITS = memory.data(4 * 321, 4);
const TOKENS = memory.data(4 * 320, 4);
const COUNTS = memory.data(4 * 19, 4);
const TOKEN_LENGTHS = memory.data(19);
const TOKEN_CODES = memory.data(4 * 19, 4);
let stored: u32 = 0;

/** Bits of a symbol that has no code: it may get one. */
const NO_CODE: u32 = 9;
const ROUNDS: u32 = 3;

/** Finds the best header for these lengths, and returns its bits. */
export function planHeader(literalLengths: usize, distanceLengths: usize): u32 {
  literals = used(literalLengths, 286, 257);
  distances = used(distanceLengths, 30, 1);
  count = literals + distances;
  memory.copy(LENGTHS, literalLengths, literals);
  memory.copy(LENGTHS + literals, distanceLengths, distances);
  for (let i = count, run: u32 = 0; i-- > 0; ) {
    const isSame = i + 1 < count && load<u8>(LENGTHS + i) === load<u8>(LENGTHS + i, 1);
    run = isSame && run < 138 ? run + 1 : 1;
    store<u8>(RUNS + i, run);
  }
  memory.fill(TOKEN_LENGTHS, 4, SYMBOLS);
  for (let round: u32 = 0; round < ROUNDS; round++) {
    chooseTokens();
    countTokens();
    findLengths(COUNTS, SYMBOLS, 7, TOKEN_LENGTHS);
  }
  stored = SYMBOLS;
  while (stored > 4 && load<u8>(TOKEN_LENGTHS + load<u8>(ORDER + stored - 1)) === 0) stored--;
  let bits: u32 = 14 + 3 * stored;
  for (let i: u32 = 0; i < SYMBOLS; i++)
    bits += load<u32>(COUNTS + 4 * i) * ((load<u8>(TOKEN_LENGTHS + i) as u32) + extraBits(i));
  return bits;
}

/** Returns the number of lengths up to the last one above 0. */
function used(lengths: usize, all: u32, least: u32): u32 {
  while (all > least && load<u8>(lengths + all - 1) === 0) all--;
  return all;
}

/** Chooses the tokens with the fewest bits: a shortest path, from the last length to the first. */
function chooseTokens(): void {
  store<u32>(BITS + 4 * count, 0);
  for (let i = count; i-- > 0; ) {
    const length: u32 = load<u8>(LENGTHS + i);
    const run: u32 = load<u8>(RUNS + i);
    store<u32>(BITS + 4 * i, u32.MAX_VALUE);
    offer(i, length, 1);
    if (length === 0) {
      for (let zeros: u32 = 3; zeros <= run && zeros < 11; zeros++) offer(i, ZEROS_3, zeros);
      if (run >= 11) offer(i, ZEROS_11, run);
      if (run > 12) offer(i, ZEROS_11, run - 1);
    }
    if (i > 0 && load<u8>(LENGTHS + i - 1) === length)
      for (let copies: u32 = 3; copies <= run && copies < 7; copies++) offer(i, COPY, copies);
  }
}

function offer(at: u32, symbol: u32, covered: u32): void {
  const length: u32 = load<u8>(TOKEN_LENGTHS + symbol);
  const bits = (length > 0 ? length : NO_CODE) + extraBits(symbol) + load<u32>(BITS + 4 * (at + covered));
  if (bits >= load<u32>(BITS + 4 * at)) return;
  store<u32>(BITS + 4 * at, bits);
  store<u32>(TOKENS + 4 * at, (covered << 5) | symbol);
}

function countTokens(): void {
  memory.fill(COUNTS, 0, 4 * SYMBOLS);
  for (let i: u32 = 0; i < count; i += load<u32>(TOKENS + 4 * i) >>> 5) {
    const at = COUNTS + 4 * (load<u32>(TOKENS + 4 * i) & 31);
    store<u32>(at, load<u32>(at) + 1);
  }
}

function extraBits(symbol: u32): u32 {
  return symbol < COPY ? 0 : symbol === COPY ? 2 : symbol === ZEROS_3 ? 3 : 7;
}

/** Writes the header that was found last. */
export function putHeader(): void {
  put(((literals - 257) | ((distances - 1) << 5) | ((stored - 4) << 10)) as u64, 14);
  for (let i: u32 = 0; i < stored; i++) put(load<u8>(TOKEN_LENGTHS + load<u8>(ORDER + i)), 3);
  setCodes(TOKEN_LENGTHS, SYMBOLS, TOKEN_CODES);
  for (let i: u32 = 0; i < count; ) {
    const token = load<u32>(TOKENS + 4 * i);
    const covered = token >>> 5;
    const symbol = token & 31;
    const code = load<u32>(TOKEN_CODES + 4 * symbol);
    put(code & 0xffff, code >>> 16);
    if (symbol >= COPY) put(covered - (symbol === ZEROS_11 ? 11 : 3), extraBits(symbol));
    i += covered;
  }
}
