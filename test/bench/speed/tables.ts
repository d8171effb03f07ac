import type { Floors } from '../floors.ts';
import { megapixels } from '../images.ts';
import { markdownTable } from '../table.ts';
import type { ColdReport, Times } from './cold.ts';
import type { GroupRuns } from './compare.ts';
import { ENGINES, type Engine, engineTitle, OUR_TITLE } from './engines.ts';
import type { Passes } from './limits.ts';
import { type MemoryRun, memoryPromise } from './memory.ts';
import { type GroupStages, STAGES } from './stages.ts';
import { find, type Sum, sumsOf } from './sums.ts';

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');
/** Small numbers get more decimals. */
const short = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);

/** Returns the table of a group's contestants, fastest first. */
export function comparePart(runs: GroupRuns, floors: Floors): string {
  const { title, images } = runs.group;
  const sums = sumsOf(runs, floors);
  const size = images.reduce((sum, image) => sum + megapixels(image), 0).toFixed(2);
  const sorted = [...sums].sort(
    (a, b) => a.k - b.k || Number(a.dither) - Number(b.dither) || a.cpuMs - b.cpuMs,
  );
  const columns = ['name', 'k', 'dithering', 'CPU ms/Mpx', 'wall', '÷ ours', 'MSE', 'MSE ÷ floor'];
  const table = markdownTable(
    columns,
    sorted.map((sum) => cellsOf(sum, find(sums, OUR_TITLE, sum)!)),
    ['name', 'dithering'],
  );
  const names = images.map(({ name, width, height }) => `${name} (${width} × ${height})`).join(', ');
  const leftOut = [...new Set(runs.leftOut.map(({ name }) => name))].map((name) => {
    const same = runs.leftOut.filter((one) => one.name === name);
    const seconds = same.map(({ expectedMs }) => Math.round(expectedMs / 1000));
    const settings = same.map(({ k, dither }) => `${k}${dither ? ' dithered' : ''}`).join(', ');
    const most = Math.max(...seconds);
    return most > 0 ? `${name} (${settings}: up to about ${most} s per image)` : name;
  });
  const heading = `### ${title}: ${images.length} ${images.length === 1 ? 'image' : 'images'}, ${size} Mpx`;
  const missing =
    leftOut.length > 0 ? [`Not run, because it would take too long: ${leftOut.join('; ')}.`] : [];
  return [heading, `${names}.`, table, ...missing].join('\n\n');
}

function cellsOf(sum: Sum, ours: Sum): string[] {
  const marked = (value: number, own: number, show: (value: number) => string) =>
    Number(show(value)) < Number(show(own)) ? `* ${show(value)}` : show(value);
  const error = (field: 'mse' | 'overFloor', digits: number) =>
    sum[field] === undefined ? '' : marked(sum[field], ours[field]!, (value) => value.toFixed(digits));
  return [
    sum.name === OUR_TITLE ? `**${sum.name}**` : sum.name,
    `${sum.k}`,
    yesNo(sum.dither),
    marked(sum.cpuMs / sum.mpx, ours.cpuMs / ours.mpx, short),
    marked(sum.wallMs / sum.mpx, ours.wallMs / ours.mpx, short),
    short(sum.cpuMs / ours.cpuMs),
    error('mse', 2),
    error('overFloor', 3),
  ];
}

/** Reports the time of kcolors per stage, and compares it with the limits of the machine. */
export function stagesPart({ group, stages, limits }: GroupStages): string {
  const mpx = group.images.reduce((sum, image) => sum + megapixels(image), 0);
  const settings = ENGINES.flatMap((engine) =>
    [...new Set(stages.map(({ k }) => k))].flatMap((k) =>
      [false, true].map((dither) => ({ engine, k, dither })),
    ),
  );
  const rows = settings.map(({ engine, k, dither }) => {
    const same = stages.filter((one) => one.engine === engine && one.k === k && one.dither === dither);
    const ms = STAGES.map((stage) => same.reduce((sum, { cpuMs }) => sum + cpuMs[stage], 0) / mpx);
    const whole = ms.reduce((sum, value) => sum + value, 0);
    return [engineTitle(engine), `${k}`, yesNo(dither), ...[...ms, whole].map(short)];
  });
  const stageTable = markdownTable(['engine', 'k', 'dithering', ...STAGES, 'whole'], rows, [
    'engine',
    'dithering',
  ]);
  const both: readonly Engine[] = ['wasm', 'js'];
  const perMpx = (values: readonly number[]): number | undefined =>
    values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / mpx : undefined;
  const ofPass = (pass: keyof Passes) =>
    both.map((engine) => perMpx(limits.filter((one) => one.engine === engine).map((one) => one[pass])));
  const remap = both.map((engine) =>
    perMpx(
      stages
        .filter((one) => one.engine === engine && one.k === 256 && !one.dither)
        .map(({ cpuMs }) => cpuMs.remap),
    ),
  );
  const lut = ofPass('lut');
  const lutCounted = ofPass('lutCounted');
  const shown = (values: readonly (number | undefined)[]) =>
    values.map((value) => (value === undefined ? '' : short(value)));
  const limitTable = markdownTable(
    ['pass', 'WebAssembly, ns per pixel', 'JavaScript, ns per pixel'],
    [
      ['reading every pixel', ...shown(ofPass('read'))],
      ['inexact remap by a 5-bit table, into reused memory', ...shown(lut)],
      ['the same into a new array', ...shown(ofPass('lutHandedOut'))],
      ['the same with counts and squared error', ...shown(lutCounted)],
      ['exact remap of kcolors, k = 256: a new array, counts, squared error', ...shown(remap)],
      ['exact ÷ inexact into reused memory', ...shown(remap.map((value, i) => value && value / lut[i]!))],
      [
        'exact ÷ inexact with the same outputs',
        ...shown(remap.map((value, i) => value && value / lutCounted[i]!)),
      ],
    ],
    ['pass'],
  );
  return [
    `#### ${group.title}: stages of kcolors, CPU ms/Mpx`,
    stageTable,
    `#### ${group.title}: what the machine can do`,
    limitTable,
  ].join('\n\n');
}

export function coldPart({ image, processes, runs, pngquant, node }: ColdReport): string {
  const shown = ({ cpuMs, wallMs }: Times, ownMs = 0) => [
    short(cpuMs),
    ownMs > 0 ? short(ownMs) : '',
    short(wallMs),
  ];
  const called = (times: ColdReport['runs'][number]['first']) => shown(times, times.ownMs);
  const rows = runs.flatMap(({ engine, k, load, first, warm }) => {
    const name = `${engineTitle(engine)}, k = ${k}`;
    return [
      [`${name}: first call`, ...called(first), short(first.cpuMs / warm.cpuMs)],
      [`${name}: warm call`, ...called(warm), ''],
      [`${name}: import of core before it`, ...called(load), ''],
    ];
  });
  const others = [...pngquant].map(([k, times]) => [
    `pngquant, k = ${k}, whole process`,
    ...shown(times),
    '',
  ]);
  const table = markdownTable(
    ['what', 'CPU ms', 'on the calling thread', 'wall ms', 'CPU ÷ warm'],
    [...rows, ...others, ['node -e 0', ...shown(node), '']],
    ['what'],
  );
  const { name, width, height } = image;
  return `### Cold: ${name} (${width} × ${height}), medians of ${processes} fresh processes\n\n${table}`;
}

export function memoryPart(runs: readonly MemoryRun[]): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
  const rows = runs.map((run) => [
    `${run.mpx} Mpx, ${engineTitle(run.engine)}`,
    yesNo(run.dither),
    megabytes(run.input),
    megabytes(run.before),
    megabytes(run.peak),
    megabytes(memoryPromise(run)),
  ]);
  const columns = ['image', 'dithering', 'input', 'before quantizing', 'peak', 'goal'];
  return `### Memory of a fresh process, MB, k = 256\n\n${markdownTable(columns, rows, ['image', 'dithering'])}`;
}
