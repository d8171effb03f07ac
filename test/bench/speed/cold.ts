import { writeFileSync } from 'node:fs';
import { median } from '../clock.ts';
import { type BenchImage, megapixels } from '../images.ts';
import { clockedProcess } from '../processes.ts';
import { scratchPath } from '../scratch.ts';
import { runChild } from './child.ts';
import type { SpeedGroup } from './classes.ts';
import { SPEED_KS } from './compare.ts';
import { ENGINES, type Engine } from './engines.ts';
import { hasPngquant, runPngquant } from './pngquant.ts';

/** Median CPU and wall time in milliseconds. */
export interface Times {
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** Medians of a call. */
interface CallTimes extends Times {
  /** CPU milliseconds of the calling thread; 0 if the system does not report it. The rest is Node's other threads. */
  readonly ownMs: number;
}

/** The first call of a new process, compared with later calls and with whole processes. */
interface ColdRun {
  readonly engine: Engine;
  readonly k: number;
  readonly load: CallTimes;
  readonly first: CallTimes;
  readonly warm: CallTimes;
}

export interface ColdReport {
  readonly image: BenchImage;
  readonly processes: number;
  readonly runs: readonly ColdRun[];
  /** A whole pngquant process by k, if it is installed. */
  readonly pngquant: ReadonlyMap<number, Times>;
  /** A Node process that does nothing. */
  readonly node: Times;
}

/** Number of repetitions. */
export interface ColdExtent {
  readonly processes: number;
  readonly warmUps: number;
  readonly warmCalls: number;
}

interface ChildReport {
  readonly load: CallTimes;
  readonly first: CallTimes;
  readonly warm: readonly CallTimes[];
}

/** Starts all processes in turn, `processes` times each. */
export async function measureCold(groups: readonly SpeedGroup[], extent: ColdExtent): Promise<ColdReport> {
  const image = nearestTo(0.4, groups.find(({ size }) => size === 'small')!.images);
  console.error(`Cold starts: ${image.name} …`);
  const { data, width, height } = image;
  const pixels = scratchPath('cold.rgba');
  writeFileSync(pixels, data);
  const settings = ENGINES.flatMap((engine) => SPEED_KS.map((k) => ({ engine, k })));
  const reports = settings.map(() => [] as ChildReport[]);
  const pngquant = new Map(SPEED_KS.map((k) => [k, [] as Times[]]));
  const node: Times[] = [];
  for (let round = 0; round < extent.processes; round++) {
    for (const [i, { engine, k }] of settings.entries()) {
      const options = { maxColors: k, engine };
      const task = { pixels, width, height, options, ...extent };
      reports[i]!.push(runChild<ChildReport>('cold-child.mjs', task));
    }
    node.push(await clockedProcess(process.execPath, ['-e', '0']));
    if (hasPngquant) for (const [k, times] of pngquant) times.push(await runPngquant(image, k, false));
  }
  return {
    image,
    processes: extent.processes,
    runs: settings.map(({ engine, k }, i) => ({
      engine,
      k,
      load: callMedians(reports[i]!.map(({ load }) => load)),
      first: callMedians(reports[i]!.map(({ first }) => first)),
      warm: callMedians(reports[i]!.map(({ warm }) => callMedians(warm))),
    })),
    pngquant: new Map(hasPngquant ? [...pngquant].map(([k, times]) => [k, medians(times)]) : []),
    node: medians(node),
  };
}

const medians = (times: readonly Times[]): Times => ({
  cpuMs: median(times.map(({ cpuMs }) => cpuMs)),
  wallMs: median(times.map(({ wallMs }) => wallMs)),
});

const callMedians = (times: readonly CallTimes[]): CallTimes => ({
  ...medians(times),
  ownMs: median(times.map(({ ownMs }) => ownMs)),
});

const nearestTo = (mpx: number, images: readonly BenchImage[]): BenchImage =>
  images.reduce((best, one) => {
    const distance = (image: BenchImage) => Math.abs(Math.log(megapixels(image) / mpx));
    return distance(one) < distance(best) ? one : best;
  });
