import { basename, dirname, join, relative, resolve } from 'node:path';
import { type InputFormat, type OutputFormat, promisedFormat } from '@kcolors/codecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPlaces } from '../src/file-identity.ts';
import { settle } from '../src/outcome.ts';
import type { Plan, Source } from '../src/plan.ts';
import { prepareRun, splitBelow } from '../src/prepare-run.ts';
import { digestOf, openResultsLog, type ResultsLog } from '../src/results-log.ts';
import type { Destination, Settings } from '../src/settings.ts';
import type { WorkerResult } from '../src/worker.ts';
import { openWriting } from '../src/write-result.ts';
import { createMemoryFiles, FILE_SYSTEMS, type MemoryFiles } from './memory-files.ts';

/**
 * The rules of writing, checked on file systems in memory: planning and writing are those of the program, finding files
 * and compressing are stand-ins. An image is a text such as `png:sky`.
 */

const CASES = 10_000;

interface Run {
  /** Paths; a number stands for the path of an entry. */
  readonly args: readonly (string | number)[];
  readonly destination: Destination;
  readonly format: Settings['format'];
  readonly colors: number;
  readonly force: boolean;
  readonly report: string | undefined;
  readonly palette: string | undefined;
}

interface Image extends Source {
  readonly digest: string;
  readonly content: string;
  readonly state: { readonly size: number; readonly mtimeMs: number };
}

interface Outcome {
  readonly problems: readonly string[];
  readonly errors: readonly string[];
  /** What was written, or was there already, and for which input. */
  readonly results: readonly {
    readonly plan: Plan<Image>;
    readonly isNew: boolean;
    readonly path: string;
    readonly content: string;
  }[];
  /** Everything the run was given, also what cannot be read. */
  readonly found: readonly { readonly path: string; readonly isNamed: boolean }[];
  readonly below: readonly string[];
}

/** Files below a folder, as `findInputs` gives them. */
function walk({ lookup, canonical }: MemoryFiles, folder: string): string[] {
  return [...lookup.list(folder)].sort().flatMap((name) => {
    const path = join(folder, name);
    const kind = lookup.look(path)?.kind;
    if (kind === 'folder') return walk({ lookup, canonical } as MemoryFiles, path);
    const isFile = kind === 'file' || (kind === 'link' && lookup.look(canonical(path))?.kind === 'file');
    return isFile && promisedFormat(name) ? [path] : [];
  });
}

/** The path without links, otherwise as it is spelled. */
function realPathOf(files: MemoryFiles, path: string): string {
  const parent = dirname(path);
  if (parent === path) return path;
  const real = join(realPathOf(files, parent), basename(path));
  const facts = files.lookup.look(real);
  return facts?.kind === 'link'
    ? realPathOf(files, resolve(dirname(real), files.lookup.linkTarget(real)))
    : real;
}

function findFiles(files: MemoryFiles, args: readonly string[]) {
  const found = new Map<string, { name: string; path: string; relative: string; realPath: string }>();
  const failures: string[] = [];
  for (const arg of args) {
    const isFolder = files.lookup.look(files.canonical(arg))?.kind === 'folder';
    const paths = isFolder ? walk(files, arg) : files.read(arg) === undefined ? [] : [arg];
    if (paths.length === 0) failures.push(`${arg}: no image`);
    for (const path of paths) {
      const realPath = realPathOf(files, path);
      const below = isFolder ? relative(arg, path) : basename(path);
      if (!found.has(realPath)) found.set(realPath, { name: path, path, relative: below, realPath });
    }
  }
  return { all: [...found.values()], failures };
}

/** Fewer colors of the same picture; an image that has them already is kept, and some are small anyhow. */
function compress({ content }: Image, { format, ifLarger }: Plan, colors: number): WorkerResult {
  const [from, picture = ''] = content.split(':');
  const reduced = `${colors}(${picture})`;
  const isSmall = picture.startsWith(`${colors}(`) || picture.startsWith('small');
  const isKept = ifLarger === 'original' && isSmall && (from === format || picture.startsWith('small'));
  const bytes = Buffer.from(isKept ? content : `${format}:${isSmall ? picture : reduced}`);
  const result: Partial<WorkerResult> = {
    outcome: isKept ? 'kept' : 'compressed',
    bytes,
    bytesBefore: 1000,
    notes: [],
    format: format as OutputFormat,
  };
  return result as WorkerResult;
}

async function perform(
  files: MemoryFiles,
  run: Run & { readonly args: readonly string[] },
  log: ResultsLog,
): Promise<Outcome> {
  const { args, destination, format, colors, force, report, palette } = run;
  const places = openPlaces(files.lookup);
  const { all, failures } = findFiles(files, args);
  const split = splitBelow(all, destination.kind === 'folder' ? destination.path : undefined, places.locate);
  const sources: Image[] = [];
  for (const file of split.files) {
    const state = (await files.actions.stateOf(file.path))!;
    const content = files.read(file.path)!;
    const [kind] = content.split(':');
    if (kind === 'bad') failures.push(`${file.path}: no image`);
    else
      sources.push({
        ...file,
        content,
        digest: digestOf(content),
        state,
        format: kind as InputFormat,
        pixels: 1,
      });
  }
  const named = new Set(args);
  const prepared = prepareRun<Image>({
    sources,
    found: split.files,
    reads: palette === undefined ? [] : [palette],
    stdin: undefined,
    stdout: undefined,
    below: split.below,
    isNamed: ({ name }) => named.has(name),
    destination,
    format,
    report,
    places,
    log,
  });
  const found = split.files.map(({ name, path }) => ({ path, isNamed: named.has(name) }));
  const below = split.below.map(({ path }) => path);
  const { problems } = prepared;
  if (problems.length > 0) return { problems, errors: failures, results: [], found, below };
  const write = openWriting({ ...places, actions: files.actions, inputs: prepared.inputs, log, force });
  const errors = [...failures];
  const results: Outcome['results'][number][] = [];
  await Promise.all(
    prepared.plans.map(async (plan) => {
      const { write: file } = settle(plan, compress(plan.source, plan, colors));
      if (!file) return;
      try {
        const { isNew } = await write({ ...file, mayReplace: plan.mayReplace, source: plan.source });
        results.push({ plan, isNew, path: file.path, content: Buffer.from(file.bytes).toString() });
      } catch (error) {
        errors.push((error as Error).message);
      }
    }),
  );
  return { problems, errors, results, found, below };
}

/** What kcolors made, as the test itself has seen it: content of a result, and place and content of its original. */
type Made = Set<string>;

/** Checks what a run has left of the files that were there. */
function checkRun(
  before: Map<string, string>,
  numbers: Map<string, number>,
  files: MemoryFiles,
  run: Run,
  outcome: Outcome,
  made: Made,
): void {
  const after = files.tree();
  const inputs = outcome.found.map(({ path }) => files.canonical(path));
  const inputNumbers = new Set(inputs.map((path) => numbers.get(path)));
  const resultsAt = (place: string) =>
    outcome.results.filter(({ isNew, path }) => isNew && files.canonical(path) === place);
  for (const [place, content] of before) {
    if (after.get(place) === content) continue;
    const [result, ...others] = resultsAt(place);
    expect(others, `two results at ${place}`).toEqual([]);
    expect(result, `${place} was changed by nobody`).toBeDefined();
    const { mayReplace, source } = result!.plan;
    const isInput = inputs.includes(place);
    const origins = [`${content} ${files.canonical(source.path!)}`, `${content} ${source.digest}`];
    const isOurs = origins.some((origin) => made.has(origin));
    if (mayReplace === 'input') expect(files.canonical(source.path!), 'in place').toBe(place);
    else if (mayReplace === 'anything') {
      expect(isInput || inputNumbers.has(numbers.get(place)), `${place} was an input`).toBe(false);
      const wasFound = outcome.below.some((path) => files.canonical(path) === place);
      expect(wasFound && !isOurs, `${place} came with the inputs`).toBe(false);
    } else {
      const isNamed = outcome.found.some((file) => file.isNamed && files.canonical(file.path) === place);
      expect(isOurs || (run.force && !isNamed), `${place} was somebody's`).toBe(true);
    }
    expect(place, 'the palette').not.toBe(run.palette && files.canonical(run.palette));
  }
  for (const { path, content } of outcome.results)
    if (files.read(path) !== content) expect(files.read(path), `the result at ${path}`).toBe(content);
  if (outcome.problems.length > 0) expect([...after]).toEqual([...before]);
}

const FOLDERS = ['/w', '/w/d', '/w/d/out', '/w/out', '/w/D', '/w/é', '/w/e\u0301'];
const NAMES = [
  'a.png',
  'A.png',
  'a.PNG',
  'a.min.png',
  'A.min.png',
  'a-2.png',
  'a.jpg',
  'a.gif',
  'b.png',
  'é.png',
  'e\u0301.png',
  'É.min.png',
  'index.html',
]; // prettier-ignore
const folder = fc.constantFrom(...FOLDERS);
const path = fc.tuple(folder, fc.constantFrom(...NAMES)).map(([above, name]) => join(above, name));
const content = fc
  .tuple(
    fc.constantFrom('png', 'png', 'jpeg', 'gif', 'bad'),
    fc.constantFrom('sky', 'sea', 'small', '8(sky)', '16(sky)'),
  )
  .map((parts) => parts.join(':'));

const entry = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('file' as const), path, content }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('link' as const), path, target: fc.oneof(path, folder) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hard link' as const), path, target: path }) },
);

const destination: fc.Arbitrary<Destination> = fc.oneof(
  fc.record({ kind: fc.constant('beside' as const), suffix: fc.constantFrom('.min', '-2') }),
  fc.constant<Destination>({ kind: 'in-place' }),
  fc.record({ kind: fc.constant('folder' as const), path: folder, suffix: fc.constantFrom('', '.min') }),
  fc.record({ kind: fc.constant('file' as const), path: path.filter((each) => !each.endsWith('.html')) }),
);

const run: fc.Arbitrary<Run> = fc
  .record({
    args: fc.array(fc.oneof(folder, path, fc.nat(7), fc.nat(7)), { minLength: 1, maxLength: 3 }),
    destination,
    format: fc.constantFrom('auto', 'auto', 'keep', 'gif'),
    colors: fc.constantFrom(8, 16),
    force: fc.constantFrom(false, false, false, true),
    report: fc.constantFrom(undefined, undefined, '/w/index.html', '/w/d/INDEX.html'),
    palette: fc.option(path, { nil: undefined, freq: 5 }),
  })
  .map((drawn): Run => {
    // One file for many images is refused before anything is planned.
    const isOne = drawn.destination.kind === 'file';
    const args = isOne
      ? drawn.args.filter((arg) => typeof arg === 'number' || !FOLDERS.includes(arg)).slice(0, 1)
      : drawn.args;
    return { ...drawn, args, format: isOne ? 'auto' : (drawn.format as Settings['format']) };
  });

const session = fc.record({
  entries: fc.array(entry, { minLength: 1, maxLength: 8 }),
  runs: fc.array(
    fc.record({
      run,
      edits: fc.array(fc.record({ path, content }), { maxLength: 1 }),
      forgets: fc.constantFrom(false, false, false, true),
    }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  turns: fc.array(fc.nat(4), { minLength: 1, maxLength: 7 }),
});

describe.each(Object.entries(FILE_SYSTEMS))('on a file system that is %s', (_, names) => {
  it('no input and no file of somebody else is lost, no two results share a file, and a second run changes nothing', async () => {
    let wrote = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(session, async ({ entries, runs, turns }) => {
        let turn = 0;
        const files = createMemoryFiles(names, () => turns[turn++ % turns.length]!);
        for (const each of entries) {
          if (each.kind === 'file') files.addFile(each.path, each.content);
          else if (each.kind === 'link') files.addLink(each.path, each.target);
          else files.addHardLink(each.path, each.target);
        }
        const made: Made = new Set();
        let log = openResultsLog(undefined);
        const step = async (each: Run & { readonly args: readonly string[] }) => {
          const before = files.tree();
          const numbers = new Map(Array.from(before.keys(), (at) => [at, files.numberOf(at)!]));
          const outcome = await perform(files, each, log);
          checkRun(before, numbers, files, each, outcome, made);
          for (const { plan, content: result } of outcome.results) {
            if (plan.mayReplace === 'input') continue;
            made
              .add(`${result} ${files.canonical(plan.source.path!)}`)
              .add(`${result} ${plan.source.digest}`);
          }
          wrote += outcome.results.length;
          refused += outcome.errors.length + outcome.problems.length;
          return outcome;
        };
        for (const { run: drawn, edits, forgets } of runs) {
          const paths = drawn.args.map((arg) =>
            typeof arg === 'number' ? entries[arg % entries.length]!.path : arg,
          );
          const each = { ...drawn, args: paths };
          if (forgets) log = openResultsLog(undefined);
          const first = await step(each);
          if (first.problems.length + first.errors.length === 0) {
            const left = files.tree();
            const second = await step(each);
            expect([second.problems, second.errors]).toEqual([[], []]);
            expect([...files.tree()]).toEqual([...left]);
          }
          for (const edit of edits) files.edit(edit.path, edit.content);
        }
      }),
      { numRuns: Math.ceil(CASES / Object.keys(FILE_SYSTEMS).length) },
    );
    expect(wrote).toBeGreaterThan(CASES / 4); // the cases are about something
    expect(refused).toBeGreaterThan(CASES / 20);
  });
});
