// Costs of literals, lengths and distances in bits << 8, from their frequencies.

import { countBytes } from './blocks';
import { log2 } from './logarithm';
import { DISTANCE_COUNT, DISTANCES, LITERAL_COUNT } from './memory';
import { distanceExtra, lengthExtra, lengthSymbol } from './symbols';

/** Cost of each literal: u32. */
export const LITERAL_COSTS = memory.data(4 * 256, 16);
/** Cost of each match length: u32. */
export const LENGTH_COSTS = memory.data(4 * 259, 16);
/** Cost of each distance symbol with its extra bits: u32. */
export const DISTANCE_COSTS = memory.data(4 * 32, 16);

/** Sets the costs that symbols with these frequencies have in an ideal code. */
export function setCosts(histogram: usize): void {
  const total = logOfSum(histogram, LITERAL_COUNT);
  for (let i: u32 = 0; i < 256; i++) store<u32>(LITERAL_COSTS + 4 * i, costOf(histogram + 4 * i, total));
  for (let length: u32 = 3; length < 259; length++) {
    const symbol = lengthSymbol(length);
    store<u32>(
      LENGTH_COSTS + 4 * length,
      costOf(histogram + 4 * (257 + symbol), total) + (lengthExtra(symbol) << 8),
    );
  }
  const distances = logOfSum(histogram + 4 * DISTANCES, DISTANCE_COUNT);
  for (let i: u32 = 0; i < DISTANCE_COUNT; i++)
    store<u32>(
      DISTANCE_COSTS + 4 * i,
      costOf(histogram + 4 * (DISTANCES + i), distances) + (distanceExtra(i) << 8),
    );
}

function logOfSum(counts: usize, length: u32): u32 {
  return log2(max(sumOf(counts, length), 1));
}

function sumOf(counts: usize, length: u32): u32 {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < length; i++) sum += load<u32>(counts + 4 * i);
  return sum;
}

/** A symbol that does not occur costs a little more than one that occurs once: its code length has to be stored. */
const UNUSED: u32 = 3 << 16;

function costOf(count: usize, total: u32): u32 {
  const times = load<u32>(count);
  const bits = times > 0 ? total - log2(times) : total + UNUSED;
  return (bits + 128) >> 8;
}

const BYTES = memory.data(4 * 320, 16);

/**
 * Sets the costs of literals by their frequencies among the bytes of a block, before its matches are known.
 * @param more - what a literal costs in addition
 */
export function setLiteralCosts(bytes: usize, count: u32, more: u32): void {
  countBytes(bytes, count, BYTES);
  const total = log2(max(count, 1));
  for (let i: u32 = 0; i < 256; i++) store<u32>(LITERAL_COSTS + 4 * i, costOf(BYTES + 4 * i, total) + more);
}

/** Sets costs of matches before any are known. */
export function guessMatchCosts(): void {
  for (let length: u32 = 3; length < 259; length++)
    store<u32>(LENGTH_COSTS + 4 * length, (2 << 8) + (log2(length - 1) >> 8));
  for (let i: u32 = 0; i < DISTANCE_COUNT; i++)
    store<u32>(DISTANCE_COSTS + 4 * i, (4 << 8) + (distanceExtra(i) << 8));
}

/** Returns what it costs to say that a symbol is a literal, if literals are as frequent as in this histogram. */
export function costOfLiteral(histogram: usize): u32 {
  return (logOfSum(histogram, LITERAL_COUNT) - logOfSum(histogram, 256)) >> 8;
}
