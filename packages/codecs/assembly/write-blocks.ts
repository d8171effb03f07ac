// Writes the blocks of a segment, each in the form with the fewest bits: with its own code, with the fixed code, or stored.

import { completeByte, padding, put, putBytes } from './bits';
import { BLOCKS, blocks, HISTOGRAMS } from './blocks';
import { planHeader, putHeader } from './header';
import { findLengths, setCodes } from './huffman';
import {
  DISTANCE_COUNT,
  DISTANCES,
  END_OF_BLOCK,
  LENGTH_COUNT,
  LITERAL_COUNT,
  START,
  STEPS,
  SYMBOLS,
} from './memory';
import { distanceExtra, distanceOf, distanceSymbolOf, lengthExtra, lengthOf, lengthSymbol } from './symbols';

const FIXED: u32 = 1;
const OWN: u32 = 2;
/** Maximum number of bytes in a stored block (RFC 1951, 3.2.4). */
const MAX_STORED: u32 = 65535;

const FIXED_LENGTHS = memory.data(320);
const OWN_LENGTHS = memory.data(320);
const CODES = memory.data(4 * 320, 4);

/** Sets the lengths of the fixed code (RFC 1951, 3.2.6). */
export function startFixedCode(): void {
  memory.fill(FIXED_LENGTHS, 8, 144);
  memory.fill(FIXED_LENGTHS + 144, 9, 112);
  memory.fill(FIXED_LENGTHS + 256, 7, 24);
  memory.fill(FIXED_LENGTHS + 280, 8, 8);
  memory.fill(FIXED_LENGTHS + DISTANCES, 5, 30);
}

/** Writes the blocks. Their histograms are those of the chosen steps, and get the end of the block. */
export function writeBlocks(isLast: bool): void {
  let first: u32 = 0; // the first position that is not written yet
  for (let block: u32 = 0; block < blocks; block++) {
    const end = load<u32>(BLOCKS + 4 * block + 4);
    first = writeBlock(first, end, HISTOGRAMS + 4 * SYMBOLS * block, isLast && block === blocks - 1);
  }
}

/** Writes a block, and returns the position after its last step. */
function writeBlock(start: u32, end: u32, histogram: usize, isLast: bool): u32 {
  const stop = endOfSteps(start, end);
  const own = ownBits(histogram);
  const fixed = codedBits(histogram, FIXED_LENGTHS);
  const stored = storedBits(stop - start);
  if (stored <= own && stored <= fixed) putStored(start, stop, isLast);
  else {
    const isOwn = own < fixed;
    put((isLast ? 1 : 0) | ((isOwn ? OWN : FIXED) << 1), 3);
    if (isOwn) putHeader();
    const lengths = isOwn ? OWN_LENGTHS : FIXED_LENGTHS;
    setCodes(lengths, 288, CODES);
    setCodes(lengths + DISTANCES, 30, CODES + 4 * DISTANCES);
    putSteps(start, stop);
  }
  return stop;
}

/** Finds the code of a block for its histogram, which gets the end of the block. Returns the bits of the block with that code. */
export function ownBits(histogram: usize): u32 {
  store<u32>(histogram + 4 * END_OF_BLOCK, 1);
  findLengths(histogram, LITERAL_COUNT, 15, OWN_LENGTHS);
  findLengths(histogram + 4 * DISTANCES, DISTANCE_COUNT, 15, OWN_LENGTHS + DISTANCES);
  return planHeader(OWN_LENGTHS, OWN_LENGTHS + DISTANCES) + codedBits(histogram, OWN_LENGTHS);
}

function endOfSteps(start: u32, end: u32): u32 {
  while (start < end) start += lengthOf(load<u32>(STEPS + 4 * start));
  return start;
}

/** Returns the bits of all symbols, with extra bits. */
function codedBits(histogram: usize, lengths: usize): u32 {
  let bits = extraBitsOf(histogram) as u32;
  for (let i: u32 = 0; i < DISTANCES + DISTANCE_COUNT; i++)
    bits += load<u32>(histogram + 4 * i) * (load<u8>(lengths + i) as u32);
  return bits;
}

/** Returns the extra bits of lengths and distances. */
export function extraBitsOf(histogram: usize): i32 {
  let bits: u32 = 0;
  for (let i: u32 = 0; i < LENGTH_COUNT; i++) bits += load<u32>(histogram + 4 * (257 + i)) * lengthExtra(i);
  for (let i: u32 = 0; i < DISTANCE_COUNT; i++)
    bits += load<u32>(histogram + 4 * (DISTANCES + i)) * distanceExtra(i);
  return bits;
}

function storedBits(bytes: u32): u32 {
  const parts: u32 = bytes > 0 ? (((bytes - 1) / MAX_STORED) as u32) : 0;
  return padding(3) + 32 + 8 * bytes + parts * 40;
}

function putStored(start: u32, stop: u32, isLast: bool): void {
  do {
    const bytes = stop - start < MAX_STORED ? stop - start : MAX_STORED;
    put(isLast && start + bytes === stop ? 1 : 0, 3);
    completeByte();
    put((bytes | ((bytes ^ 0xffff) << 16)) as u64, 32);
    putBytes(START + start, bytes);
    start += bytes;
  } while (start < stop);
}

function putSteps(start: u32, stop: u32): void {
  for (let i = start; i < stop; ) {
    const step = load<u32>(STEPS + 4 * i);
    if (step === 1) {
      const code = load<u32>(CODES + 4 * load<u8>(START + i));
      put(code & 0xffff, code >>> 16);
      i++;
      continue;
    }
    putMatch(step);
    i += lengthOf(step);
  }
  const code = load<u32>(CODES + 4 * END_OF_BLOCK);
  put(code & 0xffff, code >>> 16);
}

// @inline
function putMatch(step: u32): void {
  const length = lengthOf(step);
  const symbol = lengthSymbol(length);
  const lengthCode = load<u32>(CODES + 4 * (257 + symbol));
  const lengthBits = lengthExtra(symbol);
  const lengthRest = length === 258 ? 0 : (length - 3) & ((1 << lengthBits) - 1);
  const place = distanceSymbolOf(step);
  const distanceCode = load<u32>(CODES + 4 * (DISTANCES + place));
  const distanceBits = distanceExtra(place);
  const distanceRest = (distanceOf(step) - 1) & ((1 << distanceBits) - 1);
  let bits = lengthCode >>> 16;
  let value: u64 = (lengthCode & 0xffff) as u64;
  value |= (lengthRest as u64) << (bits as u64);
  bits += lengthBits;
  value |= ((distanceCode & 0xffff) as u64) << (bits as u64);
  bits += distanceCode >>> 16;
  value |= (distanceRest as u64) << (bits as u64);
  put(value, bits + distanceBits);
}
