// Finds blocks that are smaller without matches, such as those of noise in few colors. The parse does not find this by
// itself: where matches replace most literals, literals are expensive, and matches stay the better choice.

import { BLOCKS, blocks, countBytes, HISTOGRAMS } from './blocks';
import { DISTANCE_COUNT, DISTANCES, LENGTH_COUNT, START, STEPS, SYMBOLS } from './memory';
import { bitsOf } from './split';
import { extraBitsOf, ownBits } from './write-blocks';

/** Each symbol of lengths and distances is counted once for so many literals, << bits: long matches remain possible. */
const MATCH_BITS: u32 = 9;
const LITERALS = memory.data(4 * 320, 16);

/** Replaces the histograms of such blocks; in the last pass also their steps. Returns whether there are any. */
export function preferLiterals(isLastPass: bool): bool {
  let found = false;
  for (let block: u32 = 0; block < blocks; block++) {
    const start = load<u32>(BLOCKS + 4 * block);
    const count = load<u32>(BLOCKS + 4 * block + 4) - start;
    const histogram: usize = HISTOGRAMS + 4 * SYMBOLS * block;
    countBytes(START + start, count, LITERALS);
    // The estimate is too low for few symbols, and saves the search for two codes where it is too high already.
    if (bitsOf(LITERALS) >= bitsOf(histogram) + (extraBitsOf(histogram) << 4)) continue;
    if (ownBits(LITERALS) >= ownBits(histogram)) continue;
    found = true;
    memory.copy(histogram, LITERALS, 4 * SYMBOLS);
    if (isLastPass) for (let i = start; i < start + count; i++) store<u32>(STEPS + 4 * i, 1);
    const times = (count >> MATCH_BITS) + 1;
    for (let i: u32 = 0; i < LENGTH_COUNT; i++) store<u32>(histogram + 4 * (257 + i), times);
    for (let i: u32 = 0; i < DISTANCE_COUNT; i++) store<u32>(histogram + 4 * (DISTANCES + i), times);
  }
  return found;
}
