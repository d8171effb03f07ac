import type { LevelSums } from './compare.ts';

/**
 * What is taken away from 100. Fitted to SSIMULACRA 2.1 on 476 results, of 2 to 256 colors, of 43 photographs, drawings,
 * screenshots and icons: above 45 the rank correlation is 0.95, the mean error 2.9, and 95 of 100 are less than 9 off.
 */
const AT_ONCE = 6.3; // as soon as anything differs
const HALF_AT = 0.1; // the distance at which half of that is taken
const PER_DISTANCE = 3.45;
const PER_LOSS = 23.5;
/** Single pixels, as of dithering, count less than what is coarser. */
const FINEST = 0.5;

/** The score of what differs on all levels, 0 to 100. */
export function scoreOf(levels: readonly LevelSums[]): number {
  let distance = 0; // root mean square distances
  let loss = 0; // the fourth root of the mean fourth power of the loss of structure, since the worst places count
  for (const [level, { blocks, losses, pixels, squares }] of levels.entries()) {
    const weight = level === 0 ? FINEST : 1;
    distance += weight * Math.sqrt(squares / pixels);
    loss += weight * Math.sqrt(Math.sqrt(losses / blocks));
  }
  const taken = (AT_ONCE * distance) / (distance + HALF_AT) + PER_DISTANCE * distance + PER_LOSS * loss;
  return Math.max(0, 100 - taken);
}
