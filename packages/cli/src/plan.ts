import { basename, dirname, join, resolve } from 'node:path';
import {
  formatName,
  hasSuffix,
  type InputFormat,
  type OutputFormat,
  promisedFormat,
  targetFormat,
  withExtension,
  withSuffix,
} from '@kcolors/codecs';
import type { Destination, Settings } from './settings.ts';

/** An input file, as far as it is known before its pixels are decoded. */
export interface Source {
  /** The name people see: the path as given, or below the folder that was given. */
  readonly name: string;
  /** Absolute. `undefined` for standard input. */
  readonly path: string | undefined;
  /** Path below an output folder. */
  readonly relative: string;
  /** Absolute, without symbolic links: two names of one file have the same. */
  readonly realPath: string;
  readonly format: InputFormat;
  readonly pixels: number;
}

/** What will happen with an input. */
export interface Plan<S extends Source = Source> {
  readonly source: S;
  readonly format: OutputFormat;
  /** Write the result even if it is larger: a person asked for this very file. */
  readonly ifLarger: 'original' | 'result';
  /** Where the result goes; `undefined` is standard output. */
  readonly output: string | undefined;
  /** Where a copy of the original goes when it is kept; nothing is written when undefined. */
  readonly keptOutput: string | undefined;
  /** Where the original without its metadata goes, when that is asked for and the original is kept. */
  readonly strippedOutput?: string | undefined;
  /** What may be there already. `'same'`: only the very bytes that would be written. */
  readonly mayReplace: 'input' | 'anything' | 'same';
  readonly notes: readonly string[];
}

export interface Plans<S extends Source> {
  readonly plans: readonly Plan<S>[];
  /** Results of an earlier run among the inputs, left alone. */
  readonly skipped: readonly S[];
  /** Why nothing at all must be written. */
  readonly problems: readonly string[];
}

/**
 * Decides for every input what is written where, and finds every collision before anything is written.
 * `locate` follows the symbolic links of a path, as far as it exists; `strips` says whether originals that are kept lose
 * their metadata.
 */
export function planOutputs<S extends Source>(
  sources: readonly S[],
  destination: Destination,
  format: Settings['format'],
  locate: (path: string) => string = (path) => path,
  strips = false,
): Plans<S> {
  const [skipped, rest] = splitEarlierResults(sources, destination);
  const plans = rest
    .map((source) => planOne(source, destination, format))
    .map((plan) => (strips ? { ...plan, strippedOutput: strippedOutput(plan, destination) } : plan));
  return {
    plans,
    skipped,
    problems: [...formatProblems(plans, destination, format), ...collisions(plans, locate)],
  };
}

/** `photo.min.png` is not an input where `photo.png` is one that is written to `photo.min.png`. */
function splitEarlierResults<S extends Source>(sources: readonly S[], destination: Destination): [S[], S[]] {
  if (destination.kind !== 'beside') return [[], [...sources]];
  const { suffix } = destination;
  const stem = (path: string) => path.replace(/\.[^./\\]+$/, '');
  const results = new Set(
    sources.map(({ realPath, name }) => (hasSuffix(name, suffix) ? '' : `${stem(realPath)}${suffix}`)),
  );
  const isResult = ({ realPath }: S) => results.has(stem(realPath));
  return [sources.filter(isResult), sources.filter((source) => !isResult(source))];
}

function planOne<S extends Source>(source: S, destination: Destination, wanted: Settings['format']): Plan<S> {
  const format = targetFormat(source.format, wanted);
  const base = { source, format, ifLarger: 'original', keptOutput: undefined, notes: [] } as const;
  const path = source.path ?? '';
  switch (destination.kind) {
    case 'stdout':
      return { ...base, ifLarger: isAsked(source, wanted), output: undefined, mayReplace: 'anything' };
    case 'in-place':
      return planInPlace(source, format);
    case 'beside': {
      const output = withSuffix(withExtension(path, format), destination.suffix);
      return { ...base, output, mayReplace: 'anything' };
    }
    case 'file': {
      const promised = promisedFormat(destination.path) as OutputFormat;
      const output = resolve(destination.path);
      const isConversion = promised !== source.format;
      return {
        ...base,
        format: promised,
        ifLarger: isConversion ? 'result' : 'original',
        output,
        keptOutput: output,
        mayReplace: 'anything',
      };
    }
    case 'folder': {
      const place = resolve(destination.path, source.relative);
      const named = (as: InputFormat) => withSuffix(withExtension(place, as), destination.suffix);
      return { ...base, output: named(format), keptOutput: named(source.format), mayReplace: 'anything' };
    }
  }
}

/** The original without its metadata is a result: it replaces the original in place, and has the suffix beside it. */
function strippedOutput({ keptOutput, source }: Plan, destination: Destination): string | undefined {
  if (destination.kind === 'in-place') return source.realPath;
  if (destination.kind !== 'beside') return keptOutput;
  return withSuffix(withExtension(source.path ?? '', source.format), destination.suffix);
}

const isAsked = (source: Source, wanted: Settings['format']): 'original' | 'result' =>
  wanted !== 'auto' && wanted !== 'keep' && wanted !== source.format ? 'result' : 'original';

/** A file is replaced only by one of its own format, under a name that tells the truth. */
function planInPlace<S extends Source>(source: S, format: OutputFormat): Plan<S> {
  const path = source.path!;
  const base = { source, format, ifLarger: 'original', keptOutput: undefined } as const;
  const promised = promisedFormat(path);
  if (format === source.format && (promised === undefined || promised === format)) {
    return { ...base, output: source.realPath, mayReplace: 'input', notes: [] };
  }
  const output = withExtension(path, format);
  const is = `is a ${formatName(source.format)}`;
  const note =
    promised !== undefined && promised !== source.format
      ? `The file ${is}, whatever its name says: the result is ${basename(output)}, the original stays.`
      : `The result is a ${formatName(format)}, ${basename(output)}; the original stays.`;
  if (output === path) {
    // A misnamed file whose name happens to tell the new format: the result needs a name of its own.
    const beside = join(dirname(path), withSuffix(basename(path), '.min'));
    return {
      ...base,
      output: beside,
      mayReplace: 'same',
      notes: [note.replace(basename(output), basename(beside))],
    };
  }
  return { ...base, output, mayReplace: 'same', notes: [note] };
}

/**
 * The plan of a result that is wanted for its colors: written also where it is larger, unless it would replace the
 * original.
 */
export const forItsColors = <S extends Source>(plan: Plan<S>): Plan<S> =>
  plan.mayReplace === 'input' ? plan : { ...plan, ifLarger: 'result' };

function formatProblems(
  plans: readonly Plan[],
  destination: Destination,
  wanted: Settings['format'],
): string[] {
  if (destination.kind !== 'file' || wanted !== 'keep') return [];
  return plans
    .filter(({ source, format }) => targetFormat(source.format, 'keep') !== format)
    .map(
      ({ source }) =>
        `--format keep does not match --out ${destination.path}: ${source.name} is a ${formatName(source.format)}`,
    );
}

function collisions(plans: readonly Plan[], locate: (path: string) => string): string[] {
  const inputs = new Map(plans.map((plan) => [plan.source.realPath, plan]));
  const outputs = new Map<string, Plan>();
  const problems: string[] = [];
  for (const plan of plans) {
    const places = [plan.output, plan.keptOutput, plan.strippedOutput].filter((path) => path !== undefined);
    for (const output of new Set(places.map(locate))) {
      const owner = inputs.get(output);
      const other = outputs.get(output);
      // What must not be replaced is looked at when its turn comes: it is a result of an earlier run, or an error.
      if (owner && plan.mayReplace === 'same') continue;
      if (owner && plan.mayReplace !== 'input') {
        const hint =
          owner === plan ? 'itself: use --in-place, or another --out' : `the input ${owner.source.name}`;
        problems.push(`${plan.source.name} would be written over ${hint}`);
      } else if (other) {
        problems.push(`${other.source.name} and ${plan.source.name} would both be written to ${output}`);
      }
      outputs.set(output, plan);
    }
  }
  return problems;
}
