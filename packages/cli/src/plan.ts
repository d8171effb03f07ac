import { basename, dirname, join, parse, resolve } from 'node:path';
import {
  type InputFormat,
  type OutputFormat,
  promisedFormat,
  targetFormat,
  withArticle,
  withExtension,
  withSuffix,
} from '@kcolors/codecs';
import { isAvifInstalled } from './avif.ts';
import type { Destination, Settings } from './settings.ts';

/** An input file before its pixels are decoded. */
export interface Source {
  /** Display name: the path as given, or the path below the given folder. */
  readonly name: string;
  /** Absolute path; undefined for standard input. */
  readonly path: string | undefined;
  /** Path below an output folder. */
  readonly relative: string;
  /** Absolute path without symbolic links, equal for all names of a file. */
  readonly realPath: string;
  readonly format: InputFormat;
  readonly pixels: number;
}

/**
 * The files that a result may replace. `'input'`: the input itself. `'anything'`: any file except an input, since the
 * user named the place. `'own-result'`: only an earlier result of the same input, since kcolors chose the name.
 */
export type MayReplace = 'input' | 'anything' | 'own-result';

/** The planned outputs of an input. */
export interface Plan<S extends Source = Source> {
  readonly source: S;
  readonly format: OutputFormat;
  /** The plans for results of other formats, if the smallest result decides the format. */
  readonly others?: readonly Plan<S>[] | undefined;
  /** Which file to write if the result is not smaller. `'result'` if the user asked for this file or format. */
  readonly ifNotSmaller: 'original' | 'result';
  /** Path of the result; undefined for standard output. */
  readonly output: string | undefined;
  /** Path for a copy of an original that is kept; undefined if nothing is written. */
  readonly keptOutput: string | undefined;
  /** Path for an original that is kept without its metadata, with `--strip`. */
  readonly strippedOutput?: string | undefined;
  readonly mayReplace: MayReplace;
  readonly notes: readonly string[];
}

/** Formats of which the smallest result is written. */
const SMALLEST_FORMATS: readonly OutputFormat[] = [
  'png',
  'jpeg',
  'webp',
  ...(isAvifInstalled ? (['avif'] as const) : []),
];

/** Plans the outputs of an input. It reads no files; `findClashes` does. */
export function planOutput<S extends Source>(
  source: S,
  destination: Destination,
  wanted: Settings['format'],
): Plan<S> {
  const format = targetFormat(source.format, wanted);
  if (format !== 'smallest') return planFormat(source, destination, wanted, format);
  const [plan, ...others] = SMALLEST_FORMATS.map((each) => planFormat(source, destination, wanted, each));
  return destination.kind === 'file' ? plan! : { ...plan!, others };
}

/** Returns the plan for a result in its format. */
export const planOfResult = <S extends Source>(plan: Plan<S>, result: InputFormat): Plan<S> =>
  plan.others?.find(({ format }) => format === result) ?? plan;

function planFormat<S extends Source>(
  source: S,
  destination: Destination,
  wanted: Settings['format'],
  format: OutputFormat,
): Plan<S> {
  const base = { source, format, ifNotSmaller: 'original', keptOutput: undefined, notes: [] } as const;
  const path = source.path ?? '';
  switch (destination.kind) {
    case 'stdout':
      return { ...base, ifNotSmaller: isAsked(source, wanted), output: undefined, mayReplace: 'anything' };
    case 'in-place':
      return planInPlace(source, format);
    case 'beside': {
      const output = withSuffix(withExtension(path, format), destination.suffix);
      return { ...base, output, mayReplace: 'own-result' };
    }
    case 'file': {
      const promised = promisedFormat(destination.path) as OutputFormat;
      const output = resolve(destination.path);
      const isConversion = promised !== source.format;
      return {
        ...base,
        format: promised,
        ifNotSmaller: isConversion ? 'result' : 'original',
        output,
        keptOutput: output,
        mayReplace: 'anything',
      };
    }
    case 'folder': {
      const place = resolve(destination.path, insideFolder(source.relative));
      const named = (as: InputFormat) => withSuffix(withExtension(place, as), destination.suffix);
      // The user named the folder, but a suffix makes names that kcolors chose.
      const mayReplace = destination.suffix === '' ? 'anything' : 'own-result';
      return { ...base, output: named(format), keptOutput: named(source.format), mayReplace };
    }
  }
}

/**
 * Returns a relative path without `..`, so that it stays inside the folder that it is joined to. Patterns may find
 * files through `..`.
 */
export function insideFolder(relative: string): string {
  const { root } = parse(relative);
  const parts = relative.slice(root.length).split(process.platform === 'win32' ? /[\\/]/ : '/');
  return join(...parts.filter((part) => part !== '..'));
}

const isAsked = (source: Source, wanted: Settings['format']): 'original' | 'result' =>
  isOutputFormat(wanted) && wanted !== source.format ? 'result' : 'original';

const isOutputFormat = (wanted: Settings['format']): boolean =>
  wanted !== 'auto' && wanted !== 'keep' && wanted !== 'smallest';

/** A file is replaced only by a result of its own format, under a name with the right extension. */
function planInPlace<S extends Source>(source: S, format: OutputFormat): Plan<S> {
  const path = source.path!;
  const base = { source, format, ifNotSmaller: 'original', keptOutput: undefined } as const;
  const promised = promisedFormat(path);
  if (format === source.format && (promised === undefined || promised === format)) {
    return { ...base, output: source.realPath, mayReplace: 'input', notes: [] };
  }
  const output = withExtension(path, format);
  const is = `is ${withArticle(source.format)}`;
  const note =
    promised !== undefined && promised !== source.format
      ? `The file ${is} despite its name: the result is ${basename(output)}; the original stays.`
      : `The result is ${withArticle(format)}, ${basename(output)}; the original stays.`;
  if (output === path) {
    // The extension of a misnamed file happens to fit the new format: the result needs another name.
    const beside = join(dirname(path), withSuffix(basename(path), '.min'));
    return {
      ...base,
      output: beside,
      mayReplace: 'own-result',
      notes: [note.replace(basename(output), basename(beside))],
    };
  }
  return { ...base, output, mayReplace: 'own-result', notes: [note] };
}

/** Changes a plan to write the result for its colors, even if it is not smaller, unless it replaces the original. */
export const forItsColors = <S extends Source>(plan: Plan<S>): Plan<S> =>
  plan.mayReplace === 'input' ? plan : { ...plan, ifNotSmaller: 'result' };

/**
 * Adds the path for an original that is kept without its metadata. In place, it replaces the original; beside the
 * original, it gets the suffix.
 */
export function withoutMetadata<S extends Source>(plan: Plan<S>, destination: Destination): Plan<S> {
  const { keptOutput, others, source } = plan;
  if (others) {
    const all = others.map((other) => withoutMetadata(other, destination));
    return { ...withoutMetadata({ ...plan, others: undefined }, destination), others: all };
  }
  if (destination.kind === 'in-place') return { ...plan, strippedOutput: source.realPath };
  if (destination.kind !== 'beside') return { ...plan, strippedOutput: keptOutput };
  const named = withExtension(source.path ?? '', source.format);
  return { ...plan, strippedOutput: withSuffix(named, destination.suffix) };
}

/** Returns all paths that a plan may write to. */
export const placesOf = ({ keptOutput, others = [], output, strippedOutput }: Plan): string[] => [
  ...new Set([output, keptOutput, strippedOutput, ...others.flatMap(placesOf)].filter(isPath)),
];

const isPath = (path: string | undefined): path is string => path !== undefined;

/** Returns the files that may be replaced at one of these paths. A stripped original may replace the original. */
export const mayReplaceAt = ({ mayReplace, source }: Plan, path: string): MayReplace =>
  mayReplace === 'own-result' && path === source.realPath ? 'input' : mayReplace;

/** Returns problems that prevent all writing: `--format keep` and the name of `--out` require different formats. */
export function formatProblems(
  plans: readonly Plan[],
  destination: Destination,
  wanted: Settings['format'],
): string[] {
  if (destination.kind !== 'file' || wanted !== 'keep') return [];
  return plans
    .filter(({ source, format }) => targetFormat(source.format, 'keep') !== format)
    .map(
      ({ source }) =>
        `--format keep does not match --out ${destination.path}: ${source.name} is ${withArticle(source.format)}`,
    );
}
