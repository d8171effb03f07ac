import type { Floors } from '../floors.ts';
import { type SizeName, speedGroups } from './classes.ts';
import { type ColdExtent, measureCold } from './cold.ts';
import { compare, type Extent } from './compare.ts';
import { contestants } from './contestants.ts';
import { measureMemory } from './memory.ts';
import { measureStages } from './stages.ts';
import { coldPart, comparePart, memoryPart, stagesPart } from './tables.ts';
import { verdictsOf, verdictsPart } from './verdicts.ts';

/** Extent of all measurements. */
interface SpeedExtent {
  readonly sizes: readonly SizeName[];
  /** Maximum number of images per size. */
  readonly images: number;
  readonly compare: Extent;
  readonly cold: ColdExtent;
  /** Sizes in Mpx of the images whose memory is measured. */
  readonly memory: readonly number[];
}

export const EXTENTS: Record<'quick' | 'default' | 'full', SpeedExtent> = {
  quick: {
    sizes: ['small'],
    images: 1,
    compare: { rounds: 2, budgetMs: 200, longestMs: 0, restarts: 0 },
    cold: { processes: 3, warmUps: 20, warmCalls: 5 },
    memory: [40],
  },
  default: {
    sizes: ['small', 'medium', 'large'],
    images: Infinity,
    compare: { rounds: 5, budgetMs: 500, longestMs: 4000, restarts: 1 },
    cold: { processes: 7, warmUps: 20, warmCalls: 5 },
    memory: [40],
  },
  full: {
    sizes: ['small', 'medium', 'large'],
    images: Infinity,
    compare: { rounds: 9, budgetMs: 4000, longestMs: 60_000, restarts: 4 },
    cold: { processes: 15, warmUps: 20, warmCalls: 9 },
    memory: [40, 100],
  },
};

/** Returns the promises, and the tables that prove them, as sections of a document. */
export async function speedSections(
  paths: readonly string[],
  floors: Floors,
  extent: SpeedExtent,
): Promise<string[]> {
  const memory = measureMemory(extent.memory);
  const groups = (await speedGroups(paths, extent.sizes)).map((group) => ({
    ...group,
    images: group.images.slice(0, extent.images),
  }));
  const cold = await measureCold(groups, extent.cold);
  const compared = await compare(groups, contestants(), floors, extent.compare);
  const staged = await measureStages(groups, extent.compare);
  return [
    verdictsPart(verdictsOf({ compared, staged, cold, memory }, floors)),
    '## Speed',
    ...compared.flatMap((runs, i) => [comparePart(runs, floors), stagesPart(staged[i]!)]),
    coldPart(cold),
    memoryPart(memory),
  ];
}
