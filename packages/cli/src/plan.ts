import { basename, dirname, join, parse, resolve } from 'node:path';
import {
  formatName,
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

/**
 * What a result may replace: the input itself; anything that is no input, since a person named the place; or only an
 * earlier result of the same input, since kcolors chose the name.
 */
export type MayReplace = 'input' | 'anything' | 'own-result';

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
  readonly mayReplace: MayReplace;
  readonly notes: readonly string[];
}

/** Plans the outputs of an input. It looks at no file: `findClashes` does. */
export function planOutput<S extends Source>(
  source: S,
  destination: Destination,
  wanted: Settings['format'],
): Plan<S> {
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
      return { ...base, output, mayReplace: 'own-result' };
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
      const place = resolve(destination.path, insideFolder(source.relative));
      const named = (as: InputFormat) => withSuffix(withExtension(place, as), destination.suffix);
      // A person named the folder, but not the names that a suffix makes.
      const mayReplace = destination.suffix === '' ? 'anything' : 'own-result';
      return { ...base, output: named(format), keptOutput: named(source.format), mayReplace };
    }
  }
}

/** A relative path that stays inside whatever folder it is joined to: a pattern may have found it through `..`. */
export function insideFolder(relative: string): string {
  const { root } = parse(relative);
  const parts = relative.slice(root.length).split(process.platform === 'win32' ? /[\\/]/ : '/');
  return join(...parts.filter((part) => part !== '..'));
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
      ? `The file ${is} despite its name: the result is ${basename(output)}; the original stays.`
      : `The result is a ${formatName(format)}, ${basename(output)}; the original stays.`;
  if (output === path) {
    // A misnamed file whose name happens to tell the new format: the result needs a name of its own.
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

/**
 * The plan of a result that is wanted for its colors: written also where it is larger, unless it would replace the
 * original.
 */
export const forItsColors = <S extends Source>(plan: Plan<S>): Plan<S> =>
  plan.mayReplace === 'input' ? plan : { ...plan, ifLarger: 'result' };

/**
 * The plan where originals that are kept lose their metadata. Without it the original is a result: it replaces the
 * original in place, and has the suffix beside it.
 */
export function withoutMetadata<S extends Source>(plan: Plan<S>, destination: Destination): Plan<S> {
  const { keptOutput, source } = plan;
  if (destination.kind === 'in-place') return { ...plan, strippedOutput: source.realPath };
  if (destination.kind !== 'beside') return { ...plan, strippedOutput: keptOutput };
  const named = withExtension(source.path ?? '', source.format);
  return { ...plan, strippedOutput: withSuffix(named, destination.suffix) };
}

/** All places that a plan may write to. */
export const placesOf = ({ keptOutput, output, strippedOutput }: Plan): string[] => [
  ...new Set([output, keptOutput, strippedOutput].filter((path) => path !== undefined)),
];

/** What may be replaced at one of these places: an original without its metadata replaces itself. */
export const mayReplaceAt = ({ mayReplace, source }: Plan, path: string): MayReplace =>
  mayReplace === 'own-result' && path === source.realPath ? 'input' : mayReplace;

/** Why nothing at all must be written: `--format keep` and the name of `--out` want different formats. */
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
        `--format keep does not match --out ${destination.path}: ${source.name} is a ${formatName(source.format)}`,
    );
}
