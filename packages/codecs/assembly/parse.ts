// Chooses the cheapest sequence of literals and matches: a shortest path, from the end of the segment to its start.

import { BLOCKS, blocks, HISTOGRAMS } from './blocks';
import { DISTANCE_COSTS, LENGTH_COSTS, LITERAL_COSTS, setCosts } from './costs';
import { COSTS, FIRST, START, STEPS, SYMBOLS } from './memory';
import { distanceSymbolOf, lengthOf } from './symbols';

/** Chooses the steps of all blocks, each with the costs that follow from its histogram. */
export function parse(count: u32): void {
  store<u32>(COSTS + 4 * count, 0);
  for (let block = blocks; block-- > 0; ) {
    setCosts(HISTOGRAMS + 4 * SYMBOLS * block);
    parseBlock(load<u32>(BLOCKS + 4 * block), load<u32>(BLOCKS + 4 * block + 4), count);
  }
}

/** Chooses the steps from one position up to another one, by the current costs. `count`: the bytes of the segment. */
export function parseBlock(start: u32, end: u32, count: u32): void {
  let following: u32 = load<u32>(COSTS + 4 * end);
  let match: usize = load<u32>(FIRST + 4 * end);
  for (let i = end; i-- > start; ) {
    let best = following + load<u32>(LITERAL_COSTS + 4 * load<u8>(START + i));
    let step: u32 = 1;
    const first: usize = load<u32>(FIRST + 4 * i);
    let cheapest: u32 = u32.MAX_VALUE;
    let shift: u32 = 0;
    while (match > first) {
      match -= 4;
      const found = load<u32>(match);
      const cost = load<u32>(DISTANCE_COSTS + 4 * distanceSymbolOf(found));
      const isCheaper = cost < cheapest;
      cheapest = select(cost, cheapest, isCheaper);
      shift = select(found & ~511, shift, isCheaper);
      const shorter: u32 = match > first ? lengthOf(load<u32>(match - 4)) : 2;
      const costs: usize = COSTS + 4 * i;
      let length = min(lengthOf(found), count - i);
      if (length >= shorter + 8) {
        // Four lengths at a time: first the least cost, then the length that has it.
        let least = v128.splat<u32>(u32.MAX_VALUE);
        const longest = length;
        for (; length >= shorter + 4; length -= 4) {
          const totals = i32x4.add(
            v128.load(LENGTH_COSTS + 4 * length - 12),
            v128.load(costs + 4 * length - 12),
          );
          least = v128.min<u32>(least, totals);
        }
        least = v128.min<u32>(least, v128.shuffle<u32>(least, least, 2, 3, 0, 1));
        least = v128.min<u32>(least, v128.shuffle<u32>(least, least, 1, 0, 3, 2));
        const lowest: u32 = v128.extract_lane<u32>(least, 0);
        if (lowest + cheapest < best) {
          best = lowest + cheapest;
          let at = longest;
          while (load<u32>(LENGTH_COSTS + 4 * at) + load<u32>(costs + 4 * at) !== lowest) at--;
          step = shift | at;
        }
      }
      for (; length > shorter; length--) {
        const total = cheapest + load<u32>(LENGTH_COSTS + 4 * length) + load<u32>(costs + 4 * length);
        const isBetter = total < best;
        best = select(total, best, isBetter);
        step = select(shift | length, step, isBetter);
      }
    }
    store<u32>(COSTS + 4 * i, best);
    store<u32>(STEPS + 4 * i, step);
    following = best;
  }
}
