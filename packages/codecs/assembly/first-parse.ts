// Chooses steps before anything is known of the symbols of a segment. Each block takes the costs of matches from the block
// after it, which is parsed before.

import { BLOCKS, blocks, countSteps, divide, HISTOGRAMS } from './blocks';
import { costOfLiteral, guessMatchCosts, setCosts, setLiteralCosts } from './costs';
import { COSTS, START, SYMBOLS } from './memory';
import { parseBlock } from './parse';

/** Bits of a position within a block of the first parse. */
const BLOCK_BITS: u32 = 13;
/** Literals cost this much more, << 8: matches that are taken become cheaper, others never do. */
const FAVOR: u32 = 150;
/** Cost of the choice of a literal instead of a match, << 8, before any is known. */
const LITERAL: u32 = 384;

/** Chooses the steps of a segment. */
export function firstParse(count: u32): void {
  divide(count, BLOCK_BITS);
  store<u32>(COSTS + 4 * count, 0);
  for (let block = blocks; block-- > 0; ) {
    const start = load<u32>(BLOCKS + 4 * block);
    const end = load<u32>(BLOCKS + 4 * block + 4);
    const histogram: usize = HISTOGRAMS + 4 * SYMBOLS * block;
    const following = histogram + 4 * SYMBOLS;
    const isLast = block + 1 === blocks;
    if (isLast) guessMatchCosts();
    else setCosts(following);
    setLiteralCosts(START + start, end - start, (isLast ? LITERAL : costOfLiteral(following)) + FAVOR);
    parseBlock(start, end, count);
    countSteps(start, end, histogram);
  }
}
