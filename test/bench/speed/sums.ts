import { type Floors, floorOf } from '../floors.ts';
import { megapixels } from '../images.ts';
import type { GroupRuns, SpeedRun } from './compare.ts';
import { ENGINES, engineTitle } from './engines.ts';
import { LIBIMAGEQUANT_C, LIBIMAGEQUANT_SHARP, LIBIMAGEQUANT_WASM, PNGQUANT, SHARP_PNG } from './names.ts';

/** A setting of a table. */
export type Setting = Pick<SpeedRun, 'k' | 'dither'>;

/** One contestant at one setting over the images of a group. */
export interface Sum extends Setting {
  readonly name: string;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly mpx: number;
  /** Means; `undefined` for a contestant that is only a part of another one's work. */
  readonly mse: number | undefined;
  readonly overFloor: number | undefined;
  readonly runs: readonly SpeedRun[];
}

/** Returns the contestants of a group at each setting. */
export function sumsOf({ runs }: GroupRuns, floors: Floors): Sum[] {
  const groups = new Map<string, SpeedRun[]>();
  for (const run of runs) {
    const key = [run.name, run.k, run.dither].join();
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()].map((same) => sumOf(same, floors));
}

function sumOf(runs: readonly SpeedRun[], floors: Floors): Sum {
  const { name, k, dither } = runs[0]!;
  const total = (of: (run: SpeedRun) => number) => runs.reduce((sum, run) => sum + of(run), 0);
  const mean = (of: (run: SpeedRun, mse: number) => number) =>
    runs.some(({ mse }) => mse === undefined) ? undefined : total((run) => of(run, run.mse!)) / runs.length;
  return {
    name,
    k,
    dither,
    runs,
    cpuMs: total(({ cpuMs }) => cpuMs),
    wallMs: total(({ wallMs }) => wallMs),
    mpx: total(({ image }) => megapixels(image)),
    mse: mean((_, mse) => mse),
    overFloor: mean(({ image }, mse) => (mse === 0 ? 1 : mse / floorOf(floors, image, k))),
  };
}

export const find = (sums: readonly Sum[], name: string, { k, dither }: Setting): Sum | undefined =>
  sums.find((sum) => sum.name === name && sum.k === k && sum.dither === dither);

/** Returns the other contestants at a setting, sharp without the time for its PNG. */
export function rivals(sums: readonly Sum[], setting: Setting): Sum[] {
  const own = ENGINES.map(engineTitle);
  const others = sums.filter(
    ({ name, k, dither }) =>
      k === setting.k && dither === setting.dither && name !== SHARP_PNG && !own.includes(name),
  );
  return others.map((sum) => {
    const png = sum.name === LIBIMAGEQUANT_SHARP && find(sums, SHARP_PNG, setting);
    return png ? without(sum, png) : sum;
  });
}

const withoutPng = (name: string): string => name.replace('with PNG', 'without PNG');

function without(sum: Sum, part: Sum): Sum {
  return {
    ...sum,
    name: withoutPng(sum.name),
    cpuMs: sum.cpuMs - part.cpuMs,
    wallMs: sum.wallMs - part.wallMs,
    runs: sum.runs.map((run, i) => ({ ...run, cpuMs: run.cpuMs - part.runs[i]!.cpuMs })),
  };
}

/** Returns the fastest measured equivalent of libimagequant at speed 4. */
export function fastestLibimagequant(sums: readonly Sum[], setting: Setting): Sum {
  const names = [LIBIMAGEQUANT_C, withoutPng(LIBIMAGEQUANT_SHARP), LIBIMAGEQUANT_WASM, PNGQUANT];
  return rivals(sums, setting)
    .filter(({ name }) => names.includes(name))
    .reduce((best, one) => (one.cpuMs < best.cpuMs ? one : best));
}
