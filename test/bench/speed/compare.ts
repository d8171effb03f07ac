import { meanSquaredError } from '../difference.ts';
import { normalize } from '../encode.ts';
import { type Floors, lowerFloor, searchFloor } from '../floors.ts';
import { type BenchImage, megapixels } from '../images.ts';
import { takesPart } from '../peers/peer.ts';
import { type Repeats, takeTurns } from '../rounds.ts';
import type { SpeedGroup } from './classes.ts';
import type { Contestant } from './contestants.ts';

export const SPEED_KS: readonly number[] = [16, 256];

/** Median times of one contestant on one image at one setting. */
export interface SpeedRun {
  readonly name: string;
  readonly image: BenchImage;
  readonly k: number;
  readonly dither: boolean;
  readonly cpuMs: number;
  readonly wallMs: number;
  /** `undefined` for a contestant that is only a part of another one's work. */
  readonly mse: number | undefined;
}

/** A contestant that would take too long, estimated from its time on smaller images. */
interface LeftOut extends Pick<SpeedRun, 'name' | 'k' | 'dither'> {
  readonly expectedMs: number;
}

export interface GroupRuns {
  readonly group: SpeedGroup;
  readonly runs: readonly SpeedRun[];
  readonly leftOut: readonly LeftOut[];
}

/** Extent of the measurements. */
export interface Extent extends Repeats {
  /** Maximum expected run time of a contestant that no promise names, milliseconds. With 0 none of them runs. */
  readonly longestMs: number;
  /** Random restarts in the search for a floor. */
  readonly restarts: number;
}

/** CPU milliseconds per Mpx in the previous group, by name and setting. */
type Pace = Map<string, number>;
const paceKey = (name: string, k: number, dither: boolean): string => [name, k, dither].join();

/** Compares the contestants on all groups, from small to large. */
export async function compare(
  groups: readonly SpeedGroup[],
  contestants: Readonly<Record<string, Contestant>>,
  floors: Floors,
  extent: Extent,
): Promise<GroupRuns[]> {
  const pace: Pace = new Map();
  await warmUp(groups, contestants, extent);
  const all: GroupRuns[] = [];
  for (const group of groups) {
    const runs: SpeedRun[] = [];
    const leftOut: LeftOut[] = [];
    for (const image of group.images) {
      console.error(`Floors: ${image.name} …`);
      for (const k of SPEED_KS) searchFloor(floors, image, k, extent.restarts);
    }
    const largest = Math.max(...group.images.map(megapixels));
    for (const k of SPEED_KS) {
      for (const dither of [false, true]) {
        const able = Object.entries(contestants).filter(([, one]) =>
          takesPart(one, group.images[0]!, dither),
        );
        const expected = ([name]: (typeof able)[number]) =>
          largest * (pace.get(paceKey(name, k, dither)) ?? 0);
        const inTime = able.filter((entry) => entry[1].always || expected(entry) < extent.longestMs);
        for (const entry of able) {
          if (!inTime.includes(entry))
            leftOut.push({ name: entry[0], k, dither, expectedMs: expected(entry) });
        }
        for (const image of group.images) {
          console.error(`Speed at ${k}${dither ? ' dithered' : ''}: ${image.name} …`);
          runs.push(...(await runsOn(image, k, dither, inTime, floors, extent)));
        }
      }
    }
    for (const { name, k, dither, image, cpuMs } of runs) {
      pace.set(paceKey(name, k, dither), cpuMs / megapixels(image));
    }
    all.push({ group, runs, leftOut });
  }
  return all;
}

/** Warms up the code, since the tables show times of warm code. First calls are measured separately. */
async function warmUp(
  groups: readonly SpeedGroup[],
  contestants: Readonly<Record<string, Contestant>>,
  { longestMs }: Extent,
): Promise<void> {
  const images = groups.flatMap((group) => group.images);
  const image = images.reduce((least, one) => (megapixels(one) < megapixels(least) ? one : least));
  for (const [name, one] of Object.entries(contestants)) {
    if (!one.always && longestMs === 0) continue;
    console.error(`Warming up: ${name} …`);
    for (const dither of [false, true]) {
      if (!takesPart(one, image, dither)) continue;
      let spent = 0;
      for (let i = 0; i < WARM_UP_RUNS && spent < WARM_UP_MS; i++) {
        for (const k of SPEED_KS) spent += (await one.take(image, k, dither)).cpuMs;
      }
    }
  }
}

const WARM_UP_RUNS = 12;
const WARM_UP_MS = 2000;

async function runsOn(
  image: BenchImage,
  k: number,
  dither: boolean,
  able: readonly (readonly [string, Contestant])[],
  floors: Floors,
  repeats: Repeats,
): Promise<SpeedRun[]> {
  const turns = able.map(([name, { take }]) => ({ name, take: () => take(image, k, dither) }));
  const runs: SpeedRun[] = [];
  for (const { name, cpuMs, wallMs, value: read } of await takeTurns(turns, repeats)) {
    const indexed = read && normalize(await read());
    const mse = indexed && meanSquaredError(image, indexed);
    if (indexed && !dither && indexed.palette.length / 4 <= k) lowerFloor(floors, image, k, mse!);
    runs.push({ name, image, k, dither, cpuMs, wallMs, mse });
  }
  return runs;
}
