// Splits a segment into blocks: neighboring pieces are merged as long as that saves bits, the greatest saving first.

import { BLOCKS, blocks, countSymbols, divide, HISTOGRAMS, PIECE_BITS, PIECES, setBlocks } from './blocks';
import { log2 } from './logarithm';
import { DISTANCE_COUNT, DISTANCES, LITERAL_COUNT, SYMBOLS } from './memory';

/** Bits of each piece, and bits that merging it with the next one saves: i32, in bits << 4. */
const BITS = memory.data(4 << 8, 16);
const SAVINGS = memory.data(4 << 8, 16);
/** The piece after each one: u32. */
const NEXT = memory.data(4 << 8, 16);
/** The piece before each one: u32. */
const PREVIOUS = memory.data(4 << 8, 16);
const SUM = memory.data(4 * 320, 16);

/** Divides the segment anew, by the symbols of its chosen steps. */
export function split(length: u32): void {
  divide(length, PIECE_BITS);
  countSymbols();
  const pieces = blocks;
  for (let i: u32 = 0; i < pieces; i++) {
    store<i32>(BITS + 4 * i, bitsOf(HISTOGRAMS + 4 * SYMBOLS * i));
    store<u32>(NEXT + 4 * i, i + 1);
    store<i32>(PREVIOUS + 4 * i, (i as i32) - 1);
  }
  for (let i: u32 = 0; i < pieces; i++) setSaving(i, pieces);
  for (;;) {
    let best: i32 = 0;
    let piece: u32 = PIECES;
    for (let i: u32 = 0; i < pieces; i = load<u32>(NEXT + 4 * i)) {
      const saving = load<i32>(SAVINGS + 4 * i);
      if (saving > best) {
        best = saving;
        piece = i;
      }
    }
    if (piece === PIECES) break;
    merge(piece, pieces);
  }
  let count: u32 = 0;
  for (let i: u32 = 0; i < pieces; i = load<u32>(NEXT + 4 * i)) {
    memory.copy(HISTOGRAMS + 4 * SYMBOLS * count, HISTOGRAMS + 4 * SYMBOLS * i, 4 * SYMBOLS);
    store<u32>(BLOCKS + 4 * count++, i << PIECE_BITS);
  }
  store<u32>(BLOCKS + 4 * count, length);
  setBlocks(count);
}

function merge(piece: u32, pieces: u32): void {
  const other = load<u32>(NEXT + 4 * piece);
  const after = load<u32>(NEXT + 4 * other);
  add(HISTOGRAMS + 4 * SYMBOLS * piece, HISTOGRAMS + 4 * SYMBOLS * other, HISTOGRAMS + 4 * SYMBOLS * piece);
  store<i32>(
    BITS + 4 * piece,
    load<i32>(BITS + 4 * piece) + load<i32>(BITS + 4 * other) - load<i32>(SAVINGS + 4 * piece),
  );
  store<u32>(NEXT + 4 * piece, after);
  if (after < pieces) store<u32>(PREVIOUS + 4 * after, piece);
  setSaving(piece, pieces);
  const before = load<i32>(PREVIOUS + 4 * piece);
  if (before >= 0) setSaving(before, pieces);
}

function setSaving(piece: u32, pieces: u32): void {
  const other = load<u32>(NEXT + 4 * piece);
  if (other >= pieces) {
    store<i32>(SAVINGS + 4 * piece, 0);
    return;
  }
  add(HISTOGRAMS + 4 * SYMBOLS * piece, HISTOGRAMS + 4 * SYMBOLS * other, SUM);
  const together = bitsOf(SUM);
  store<i32>(SAVINGS + 4 * piece, load<i32>(BITS + 4 * piece) + load<i32>(BITS + 4 * other) - together);
}

function add(one: usize, other: usize, to: usize): void {
  for (let i: usize = 0; i < 4 * SYMBOLS; i += 16)
    v128.store(to + i, i32x4.add(v128.load(one + i), v128.load(other + i)));
}

/** Estimated bits of the header of a block, and of each symbol that occurs in it, << 4. */
const HEADER: i32 = 60 << 4;
const USED_SYMBOL: i32 = 84;

/** Returns the estimated bits of a block without extra bits, << 4: its symbols in an ideal code, and its header. */
export function bitsOf(histogram: usize): i32 {
  return HEADER + codedBits(histogram, LITERAL_COUNT) + codedBits(histogram + 4 * DISTANCES, DISTANCE_COUNT);
}

function codedBits(counts: usize, length: u32): i32 {
  let sum: u32 = 0;
  let used: i32 = 0;
  let bits: u64 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const count = load<u32>(counts + 4 * i);
    if (count === 0) continue;
    used++;
    sum += count;
    bits += (count as u64) * (log2(count) as u64);
  }
  if (sum === 0) return 0;
  return ((((sum as u64) * (log2(sum) as u64) - bits) >> 12) as i32) + used * USED_SYMBOL;
}
