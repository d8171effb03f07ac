import { expect, test } from 'vitest';
import type { BenchImage } from './bench/images.ts';
import type { GroupRuns, SpeedRun } from './bench/speed/compare.ts';
import { ENGINES, engineTitle } from './bench/speed/engines.ts';
import {
  LIBIMAGEQUANT_C,
  LIBIMAGEQUANT_SHARP,
  LIBIMAGEQUANT_WASM,
  SHARP_PNG,
  UPNG,
} from './bench/speed/names.ts';
import { fastestLibimagequant, sumsOf } from './bench/speed/sums.ts';
import { verdictsOf } from './bench/speed/verdicts.ts';

const image: BenchImage = {
  name: 'one',
  width: 1000,
  height: 400,
  data: new Uint8Array(),
  translucent: false,
};

/** The same times at every setting, so that a promise depends on those alone. */
function runsWith(cpu: Record<string, number>, mse: Record<string, number>): GroupRuns {
  const runs = [16, 256].flatMap((k) =>
    [false, true].flatMap((dither) =>
      Object.entries(cpu).map(
        ([name, cpuMs]): SpeedRun => ({ name, image, k, dither, cpuMs, wallMs: cpuMs, mse: mse[name] }),
      ),
    ),
  );
  return { group: { size: 'small', title: 'Small', images: [image] }, runs, leftOut: [] };
}

const floors = new Map([
  ['one 16', 100],
  ['one 256', 100],
]);
const ours = Object.fromEntries(ENGINES.map((engine) => [engineTitle(engine), 10]));
const errors = { ...Object.fromEntries(ENGINES.map((engine) => [engineTitle(engine), 100])) };

/** What is said of a run, by the beginning of the promise. */
function saidOf(cpu: Record<string, number>, mse: Record<string, number>, promise: string) {
  const cold = { image, processes: 1, runs: [], pngquant: new Map(), node: { cpuMs: 0, wallMs: 0 } };
  const first = { cpuMs: 25, ownMs: 21, wallMs: 25 };
  const call = { engine: ENGINES[0]!, k: 256, load: first, first, warm: { cpuMs: 10, ownMs: 8, wallMs: 10 } };
  const results = { compared: [runsWith(cpu, mse)], staged: [], cold: { ...cold, runs: [call] }, memory: [] };
  return verdictsOf(results, floors).find((one) => one.promise.startsWith(promise))!;
}

test('the promises are held against the fastest libimagequant, the PNG of sharp taken off', () => {
  const cpu = { ...ours, [LIBIMAGEQUANT_SHARP]: 90, [SHARP_PNG]: 30, [LIBIMAGEQUANT_WASM]: 70, [UPNG]: 20 };
  const setting = { k: 256, dither: false };
  expect(fastestLibimagequant(sumsOf(runsWith(cpu, errors), floors), setting).cpuMs).toBe(60);
  const withC = { ...cpu, [LIBIMAGEQUANT_C]: 49 };
  expect(fastestLibimagequant(sumsOf(runsWith(withC, errors), floors), setting).cpuMs).toBe(49);
});

test.each([
  [50, true],
  [49, false],
])('five times the speed of %d ms: %s', (cpuMs, kept) => {
  const cpu = { ...ours, [LIBIMAGEQUANT_C]: cpuMs, [UPNG]: 20 };
  const said = saidOf(cpu, { ...errors, [LIBIMAGEQUANT_C]: 110, [UPNG]: 120 }, 'Small, k = 256: ≥ 5 ×');
  expect(said.kept).toBe(kept);
});

test.each([
  [20, 118, true],
  [20, 117, false],
  [9, 118, false],
])('upng-js with %d ms and an error of %d', (cpuMs, mse, kept) => {
  const cpu = { ...ours, [LIBIMAGEQUANT_C]: 50, [UPNG]: cpuMs };
  const said = saidOf(
    cpu,
    { ...errors, [LIBIMAGEQUANT_C]: 110, [UPNG]: mse },
    'Small, k = 256: faster than upng',
  );
  expect(said.kept).toBe(kept);
});

test.each([
  ['a faster one near the floor counts', 9, 200, false],
  ['one far above it does not', 9, 201, true],
  ['a slower one does not', 11, 200, true],
])('%s', (_, cpuMs, mse, kept) => {
  const cpu = { ...ours, [LIBIMAGEQUANT_C]: 50, [UPNG]: 20, other: cpuMs };
  const said = saidOf(
    cpu,
    { ...errors, [LIBIMAGEQUANT_C]: 110, [UPNG]: 120, other: mse },
    'Small: faster than every',
  );
  expect(said.kept).toBe(kept);
});

test('a first call is compared with the warm one on the calling thread, and on all threads', () => {
  const cpu = { ...ours, [LIBIMAGEQUANT_C]: 50, [UPNG]: 20 };
  const said = (what: string) =>
    saidOf(cpu, errors, `one, k = 256, first call of a process: ≤ 2.5 × the warm call, ${what}`);
  expect(said('on the calling thread')).toMatchObject({ reached: '2.63 ×', kept: false });
  expect(said('with Node')).toMatchObject({ reached: '2.50 ×', kept: true });
});
