import { type Progress, quantizeSteps } from '@kcolors/core';
import { clocked, median } from '../clock.ts';
import { type BenchImage, megapixels } from '../images.ts';
import { type Repeats, takeTurns } from '../rounds.ts';
import type { SpeedGroup } from './classes.ts';
import { SPEED_KS } from './compare.ts';
import { ENGINES, type Engine } from './engines.ts';
import { jsPasses, lutOf, PASSES, type Passes, type PassMaker } from './limits.ts';
import { wasmPassMaker } from './limits-wasm.ts';

export type Stage = Progress['stage'];
export const STAGES: readonly Stage[] = ['histogram', 'init', 'lloyd', 'remap'];

/** CPU milliseconds of one engine in each stage, on one image at one setting. */
interface StageRun {
  readonly image: BenchImage;
  readonly engine: Engine;
  readonly k: number;
  readonly dither: boolean;
  readonly cpuMs: Readonly<Record<Stage, number>>;
}

/** CPU milliseconds of the passes that are the minimum work of any quantizer. */
interface LimitRun extends Readonly<Record<keyof Passes, number>> {
  readonly image: BenchImage;
  readonly engine: Engine;
}

export interface GroupStages {
  readonly group: SpeedGroup;
  readonly stages: readonly StageRun[];
  readonly limits: readonly LimitRun[];
}

/** Short passes are repeated until a run covers about this many Mpx, so that the clock is precise enough. */
const PASS_MPX = 24;

/** Measures every image of the groups. */
export async function measureStages(groups: readonly SpeedGroup[], repeats: Repeats): Promise<GroupStages[]> {
  const makers: PassMakers = { js: jsPasses, wasm: await wasmPassMaker() };
  const all: GroupStages[] = [];
  for (const group of groups) {
    const stages: StageRun[] = [];
    const limits: LimitRun[] = [];
    for (const image of group.images) {
      console.error(`Stages, ${group.title}: ${image.name} …`);
      const runs = await measureImage(image, makers, repeats);
      stages.push(...runs.stages);
      limits.push(...runs.limits);
    }
    all.push({ group, stages, limits });
  }
  return all;
}

type PassMakers = Readonly<Record<Engine, PassMaker>>;

/** Runs all settings and all passes in turn. */
async function measureImage(
  image: BenchImage,
  makers: PassMakers,
  repeats: Repeats,
): Promise<Omit<GroupStages, 'group'>> {
  const settings = ENGINES.flatMap((engine) =>
    SPEED_KS.flatMap((k) => [false, true].map((dither) => ({ engine, k, dither }))),
  ).map((setting) => ({ ...setting, taken: [] as Record<Stage, number>[] }));
  const table = lutOf(image);
  const passes = (['wasm', 'js'] as const).map((engine) => ({ engine, run: makers[engine](image, table) }));
  const outcomes = await takeTurns(
    [
      ...settings.map(({ engine, k, dither, taken }) => ({
        name: `${engine} ${k} ${dither}`,
        take: () => clocked(() => void taken.push(stagesOf(image, k, dither, engine))),
      })),
      ...passes.flatMap(({ engine, run }) =>
        PASSES.map((pass) => ({ name: `${engine} ${pass}`, take: () => repeated(run[pass], image) })),
      ),
    ],
    repeats,
  );
  const timeOf = (name: string) => outcomes.find((one) => one.name === name)!.cpuMs;
  return {
    stages: settings.map(({ engine, k, dither, taken }) => {
      const warm = taken.length > 1 ? taken.slice(1) : taken;
      return { image, engine, k, dither, cpuMs: recordOf((stage) => median(warm.map((one) => one[stage]))) };
    }),
    limits: passes.map(({ engine }) => ({
      image,
      engine,
      read: timeOf(`${engine} read`),
      lut: timeOf(`${engine} lut`),
      lutHandedOut: timeOf(`${engine} lutHandedOut`),
      lutCounted: timeOf(`${engine} lutCounted`),
    })),
  };
}

/** Assigns the time until each step to the stage that it names. The rest after the last step goes to the remap. */
function stagesOf(image: BenchImage, k: number, dither: boolean, engine: Engine): Record<Stage, number> {
  const cpuMs = recordOf(() => 0);
  const options = { maxColors: k, dither: dither ? 1 : 0, engine };
  const steps = quantizeSteps(image, options);
  for (;;) {
    const start = process.cpuUsage();
    const { done, value } = steps.next();
    const { user, system } = process.cpuUsage(start);
    cpuMs[done ? 'remap' : value.stage] += (user + system) / 1000;
    if (done) return cpuMs;
  }
}

async function repeated(pass: () => void, image: BenchImage) {
  const times = Math.max(1, Math.round(PASS_MPX / megapixels(image)));
  const { cpuMs, wallMs } = await clocked(() => {
    for (let i = 0; i < times; i++) pass();
  });
  return { cpuMs: cpuMs / times, wallMs: wallMs / times, value: undefined };
}

const recordOf = (value: (stage: Stage) => number): Record<Stage, number> => ({
  histogram: value('histogram'),
  init: value('init'),
  lloyd: value('lloyd'),
  remap: value('remap'),
});
