import type { Floors } from '../floors.ts';
import type { SizeName } from './classes.ts';
import type { ColdReport } from './cold.ts';
import { type GroupRuns, SPEED_KS } from './compare.ts';
import { engineTitle, OUR_ENGINE, OUR_TITLE } from './engines.ts';
import { type MemoryRun, memoryPromise } from './memory.ts';
import { UPNG } from './names.ts';
import type { GroupStages } from './stages.ts';
import { fastestLibimagequant, find, rivals, type Setting, type Sum, sumsOf } from './sums.ts';

/** A promise, and whether this run meets it. */
export interface Verdict {
  readonly promise: string;
  readonly reached: string;
  readonly kept: boolean;
}

export interface SpeedResults {
  readonly compared: readonly GroupRuns[];
  readonly staged: readonly GroupStages[];
  readonly cold: ColdReport;
  readonly memory: readonly MemoryRun[];
}

export function verdictsOf({ compared, staged, cold, memory }: SpeedResults, floors: Floors): Verdict[] {
  const groups = compared.map((runs) => ({ ...runs.group, sums: sumsOf(runs, floors) }));
  return [
    ...groups.flatMap(againstLibimagequant),
    ...groups.flatMap(againstUpng),
    ...groups.map(againstAll),
    ...staged.flatMap(remapAgainstLut),
    ...groups.flatMap(nearTheFloor),
    ...coldStart(cold),
    ...groups.map(engines),
    ...memory.map(inMemory),
  ];
}

export function verdictsPart(verdicts: readonly Verdict[]): string {
  const kept = verdicts.filter((one) => one.kept).length;
  const lines = verdicts.map(
    ({ promise, reached, kept }) => `- ${kept ? '✓' : '✗'} ${promise} → **${reached}**`,
  );
  const count = `${kept} of ${verdicts.length} goals are met`;
  return `## Performance goals\n\n${count}, measured as CPU time of ${OUR_TITLE} in this run. ✓ is met, ✗ is missed.\n\n${lines.join('\n')}`;
}

interface SummedGroup {
  readonly size: SizeName;
  readonly title: string;
  readonly sums: readonly Sum[];
}

/** Promised speed relative to libimagequant at 256 colors. Other settings have their own line. */
const FACTORS: Record<SizeName, number> = { small: 5, medium: 5, large: 10 };
const SETTINGS: readonly (Setting & { readonly name: string; readonly factor?: number })[] = [
  { k: 256, dither: false, name: 'k = 256' },
  { k: 256, dither: true, name: 'k = 256, dithered', factor: 5 },
  { k: 16, dither: false, name: 'k = 16', factor: 3 },
];

function againstLibimagequant({ size, title, sums }: SummedGroup): Verdict[] {
  return SETTINGS.flatMap(({ name, factor, ...setting }) => {
    const promised = factor ?? FACTORS[size];
    const ours = find(sums, OUR_TITLE, setting)!;
    const other = fastestLibimagequant(sums, setting);
    const ratio = other.cpuMs / ours.cpuMs;
    const byImage = ours.runs.map(({ cpuMs }, i) => other.runs[i]!.cpuMs / cpuMs);
    const worst = Math.min(...byImage);
    const better = ours.runs.filter(({ mse }, i) => mse! < other.runs[i]!.mse!).length;
    const count = ours.runs.length;
    const speed: Verdict = {
      promise: `${title}, ${name}: ≥ ${promised} × the speed of libimagequant 4`,
      reached: `${times(ratio)}, worst image ${times(worst)} (${other.name})`,
      kept: (size === 'large' ? worst : ratio) >= promised,
    };
    if (setting.dither) return [speed];
    const error: Verdict = {
      promise: `${title}, ${name}: lower MSE than libimagequant 4 on every image`,
      reached: `on ${better} of ${count}`,
      kept: better === count,
    };
    return [speed, error];
  });
}

function againstUpng({ title, sums }: SummedGroup): Verdict[] {
  return SPEED_KS.map((k) => {
    const setting = { k, dither: false };
    const ours = find(sums, OUR_TITLE, setting)!;
    const other = find(sums, UPNG, setting)!;
    const time = ours.cpuMs / other.cpuMs;
    const error = ours.mse! / other.mse!;
    return {
      promise: `${title}, k = ${k}: faster than upng-js, at ≤ 0.85 of its MSE`,
      reached: `${time.toFixed(2)} of its time, ${error.toFixed(3)} of its MSE`,
      kept: time < 1 && error <= 0.85,
    };
  });
}

function againstAll({ title, sums }: SummedGroup): Verdict {
  const faster = new Map<string, string[]>();
  let count = 0;
  let lost = 0;
  for (const k of SPEED_KS) {
    for (const dither of [false, true]) {
      const ours = find(sums, OUR_TITLE, { k, dither })!;
      for (const other of rivals(sums, { k, dither })) {
        if (other.name === UPNG || other.overFloor! > 2) continue;
        count++;
        if (other.cpuMs > ours.cpuMs) continue;
        lost++;
        const setting = `${k}${dither ? ' dithered' : ''}`;
        faster.set(other.name, [...(faster.get(other.name) ?? []), setting]);
      }
    }
  }
  const list = [...faster].map(([name, settings]) => `${name} (${settings.join(', ')})`).join('; ');
  return {
    promise: `${title}: faster than every other tool within 2 × the floor`,
    reached: `in ${count - lost} of ${count} rows${lost > 0 ? `; slower than ${list}` : ''}`,
    kept: lost === 0,
  };
}

function remapAgainstLut({ group, stages, limits }: GroupStages): Verdict[] {
  if (group.size !== 'large') return [];
  return group.images.flatMap((image) => {
    const remap = stages.find(
      (one) => one.image === image && one.engine === OUR_ENGINE && one.k === 256 && !one.dither,
    )!.cpuMs.remap;
    const { lut, lutCounted } = limits.find((one) => one.image === image && one.engine === OUR_ENGINE)!;
    const against = (pass: number, what: string): Verdict => ({
      promise: `${image.name}: exact remap to 256 colors ≤ 2 × the inexact 5-bit pass${what}`,
      reached: times(remap / pass),
      kept: remap <= 2 * pass,
    });
    return [
      against(lut, ' alone, into reused memory'),
      against(lutCounted, ' with the same outputs: a new array, counts, squared error'),
    ];
  });
}

function nearTheFloor({ size, title, sums }: SummedGroup): Verdict[] {
  const promised = size === 'small' ? { ks: SPEED_KS, gap: 0.5 } : { ks: [256], gap: 1.5 };
  if (size === 'large') return [];
  return promised.ks.map((k) => {
    const gap = 100 * (find(sums, OUR_TITLE, { k, dither: false })!.overFloor! - 1);
    return {
      promise: `${title}, k = ${k}: mean MSE at most ${promised.gap} % above the floor`,
      reached: `${gap.toFixed(2)} %`,
      kept: gap <= promised.gap,
    };
  });
}

function coldStart({ image, runs, pngquant }: ColdReport): Verdict[] {
  const { first, warm } = runs.find(({ engine, k }) => engine === OUR_ENGINE && k === 256)!;
  const title = `${image.name}, k = 256, first call of a process`;
  const against = (one: number, other: number, what: string): Verdict => ({
    promise: `${title}: ≤ 2.5 × the warm call${what}`,
    reached: times(one / other),
    kept: one <= 2.5 * other,
  });
  const verdicts: Verdict[] = [
    ...(first.ownMs > 0 ? [against(first.ownMs, warm.ownMs, ', on the calling thread')] : []),
    against(first.cpuMs, warm.cpuMs, ", with Node's compiler and collector threads"),
  ];
  const other = pngquant.get(256);
  if (other) {
    verdicts.push({
      promise: `${title}: less than a complete run of pngquant`,
      reached: `${first.cpuMs.toFixed(0)} of ${other.cpuMs.toFixed(0)} ms`,
      kept: first.cpuMs < other.cpuMs,
    });
  }
  return verdicts;
}

function engines({ title, sums }: SummedGroup): Verdict {
  const ratios = SPEED_KS.flatMap((k) =>
    [false, true].map((dither) => {
      const [wasm, js] = (['wasm', 'js'] as const).map((one) => find(sums, engineTitle(one), { k, dither })!);
      return js!.cpuMs / wasm!.cpuMs;
    }),
  );
  return {
    promise: `${title}: JavaScript ≤ 3 × the time of WebAssembly`,
    reached: `${times(Math.min(...ratios))} to ${times(Math.max(...ratios))}`,
    kept: Math.max(...ratios) <= 3,
  };
}

function inMemory(run: MemoryRun): Verdict {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
  return {
    promise: `${run.mpx} Mpx${run.dither ? ', dithered' : ''}, ${engineTitle(run.engine)}: peak memory ≤ input + 1.5 B/px + 120 MB`,
    reached: `${megabytes(run.peak)} of ${megabytes(memoryPromise(run))} MB`,
    kept: run.peak <= memoryPromise(run),
  };
}

const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;
