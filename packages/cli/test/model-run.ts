import { basename, dirname, join, relative, resolve } from 'node:path';
import { type InputFormat, type OutputFormat, promisedFormat } from '@kcolors/codecs';
import type { WorkerResult } from '../src/compress-file.ts';
import { openPlaces } from '../src/file-identity.ts';
import { settle } from '../src/outcome.ts';
import type { MayReplace, Plan, Source } from '../src/plan.ts';
import { prepareRun, splitBelow } from '../src/prepare-run.ts';
import { digestOf, type ResultsLog } from '../src/results-log.ts';
import type { Destination, Settings } from '../src/settings.ts';
import { storeResult } from '../src/store-result.ts';
import { openWriting, type WriteResult } from '../src/write-result.ts';
import type { MemoryFiles } from './memory-files.ts';

/** A command line. */
export interface Run {
  readonly args: readonly string[];
  readonly destination: Destination;
  readonly format: Settings['format'];
  readonly colors: number;
  readonly force: boolean;
  readonly report: string | undefined;
  readonly palette: string | undefined;
  /** Whether originals that are kept lose their metadata, the `+gps` at the end of their text. */
  readonly strips: boolean;
}

/** An image is a text such as `png:sky`. */
interface Image extends Source {
  readonly digest: string;
  readonly content: string;
  readonly state: { readonly size: number; readonly mtimeMs: number };
}

export interface Outcome {
  readonly problems: readonly string[];
  readonly errors: readonly string[];
  /** What was written, or was there already, and for which input. */
  readonly results: readonly {
    readonly plan: Plan<Image>;
    readonly mayReplace: MayReplace;
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
function compress(image: Image, plan: Plan, { colors, destination, strips }: Run): WorkerResult {
  const { format, ifNotSmaller } = plan;
  const [from, text = ''] = image.content.split(':');
  const picture = text.replace('+gps', '');
  const hasMetadata = picture !== text;
  const isSmall = picture.startsWith(`${colors}(`) || picture.startsWith('small');
  const isKept = ifNotSmaller === 'original' && isSmall && (from === format || picture.startsWith('small'));
  const isStripped = isKept && strips && hasMetadata;
  const reduced = isSmall ? picture : `${colors}(${picture})`;
  const without = Buffer.from(`${from}:${picture}`);
  const stays = destination.kind === 'in-place' && plan.output !== image.realPath;
  const result: Partial<WorkerResult> = {
    outcome: isStripped ? 'stripped' : isKept ? 'kept' : 'compressed',
    bytes: isStripped
      ? without
      : Buffer.from(isKept ? image.content : `${format}:${reduced}${hasMetadata && !strips ? '+gps' : ''}`),
    ...(stays && strips && hasMetadata && !isKept && { strippedOriginal: without }),
    bytesBefore: 1000,
    notes: [],
    format: format as OutputFormat,
  };
  return result as WorkerResult;
}

/** Runs planning and writing of the program in memory; finding files and compressing are stand-ins. */
export async function perform(files: MemoryFiles, run: Run, log: ResultsLog): Promise<Outcome> {
  const { args, destination, format, force, report, palette, strips } = run;
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
    strips,
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
      const result = compress(plan.source, plan, run);
      const { write: file } = settle(plan, result);
      if (!file) return;
      const recorded: WriteResult = async (each) => {
        const done = await write(each);
        const { mayReplace, path } = each;
        results.push({
          plan,
          mayReplace,
          isNew: done.isNew,
          path,
          content: Buffer.from(each.bytes).toString(),
        });
        return done;
      };
      try {
        await storeResult(plan, file, result.strippedOriginal, recorded);
      } catch (error) {
        errors.push((error as Error).message);
      }
    }),
  );
  return { problems, errors, results, found, below };
}
