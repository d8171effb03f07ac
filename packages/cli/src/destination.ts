import { hasImageExtension, isOutputFormat, promisedFormat, withArticle } from '@kcolors/codecs';
import { type Destination, type Settings, UsageError } from './settings.ts';

/** Facts about the inputs and the disk that decide the destination. */
export interface DestinationFacts {
  /** Number of input files. */
  readonly files: number;
  /** Whether the inputs include a folder or a pattern. */
  readonly expanded: boolean;
  /** Whether the input is `-`. */
  readonly stdin: boolean;
  /** Whether `--out` is an existing folder. */
  readonly outIsFolder: boolean;
}

/**
 * Returns the destination of the results.
 * @throws UsageError when options contradict each other or the inputs.
 */
export function chooseDestination(settings: Settings, facts: DestinationFacts): Destination {
  const { out, suffix, inPlace } = settings;
  if (inPlace && (out !== undefined || suffix !== undefined)) {
    throw new UsageError(`--in-place cannot be combined with ${out === undefined ? '--suffix' : '--out'}`);
  }
  if (suffix !== undefined && !/^[^/\\]+$/.test(suffix)) {
    throw new UsageError(`Expected a part of a file name for --suffix but received "${suffix}"`);
  }
  if (facts.stdin && (inPlace || suffix !== undefined)) {
    throw new UsageError(`a result from standard input has no name: use --out FILE or redirect the output`);
  }
  if (out === '-' || (out === undefined && facts.stdin)) return toStdout(settings, facts);
  if (inPlace) return { kind: 'in-place' };
  if (out === undefined) return { kind: 'beside', suffix: suffix ?? settings.defaultSuffix };
  if (facts.outIsFolder || !hasImageExtension(out)) {
    if (facts.stdin) throw new UsageError(`Expected a file for --out but received "${out}"`);
    return { kind: 'folder', path: out, suffix: suffix ?? '' };
  }
  return toFile(out, settings, facts);
}

function toStdout(settings: Settings, { files, expanded }: DestinationFacts): Destination {
  if (files > 1 || expanded)
    throw new UsageError(`standard output holds one image, but there are several inputs`);
  if (settings.json)
    throw new UsageError('--json and the image cannot both go to standard output: use --out FILE');
  return { kind: 'stdout' };
}

function toFile(
  out: string,
  { format, palette, suffix }: Settings,
  { files, expanded }: DestinationFacts,
): Destination {
  if (files > 1 || expanded) {
    throw new UsageError(
      `--out ${out} names one file, but there may be several inputs: name a folder, or name one input file`,
    );
  }
  if (suffix !== undefined)
    throw new UsageError('--suffix cannot be combined with an --out that names a file');
  const promised = promisedFormat(out);
  if (promised === undefined || !isOutputFormat(promised)) {
    throw new UsageError(`Expected .png, .webp, .gif, .jpg or .avif for --out but received "${out}"`);
  }
  if (palette && (promised === 'jpeg' || promised === 'avif')) {
    throw new UsageError(
      `${withArticle(promised)} has no palette: expected .png, .webp or .gif for --out but received "${out}"`,
    );
  }
  if (format !== 'auto' && format !== 'keep' && format !== promised) {
    throw new UsageError(`--format ${format} does not match --out ${out}`);
  }
  return { kind: 'file', path: out };
}
