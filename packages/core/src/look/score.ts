import type { LevelSums } from './compare.ts';

/** What a unit of each takes away from 100; fitted to SSIMULACRA 2. */
const PER_DISTANCE = 4.19;
const PER_LOSS = 23.3;
const START = 98.1;

/** What differs on all levels, as two numbers. */
export interface Difference {
  /** Sum over the levels of the root mean square distance in Oklab × 100. */
  readonly distance: number;
  /** Sum over the levels of the loss of structure: the fourth root of the mean fourth power, for the worst counts. */
  readonly loss: number;
}

export function differenceOf(levels: readonly LevelSums[]): Difference {
  let distance = 0;
  let loss = 0;
  for (const { blocks, losses, pixels, squares } of levels) {
    distance += Math.sqrt(squares / pixels);
    loss += Math.sqrt(Math.sqrt(losses / blocks));
  }
  return { distance, loss };
}

/** The score of what differs, 0 to 100. */
export function scoreOf(levels: readonly LevelSums[]): number {
  const { distance, loss } = differenceOf(levels);
  if (distance === 0) return 100;
  return Math.max(0, START - PER_DISTANCE * distance - PER_LOSS * loss);
}
