import type { CompressOptions, InputFormat } from '@kcolors/codecs';
import {
  formatName,
  NOT_SMALLER,
  promisedFormat,
  readHeader,
  targetFormat,
  withExtension,
  withSuffix,
} from '@kcolors/codecs';
import type { CompressRequest } from '@kcolors/codecs/request';
import { l10n, Uri, workspace } from 'vscode';
import { sha256 } from '../files/hash.ts';
import { hashAt, type ReadFile, readWhole, reasonOf } from '../files/image-file.ts';
import { ChangedMeanwhile } from '../files/write.ts';
import type { Host } from '../host.ts';
import { inLanguage } from '../language/in-language.ts';
import type { Originals, Run } from '../originals/originals.ts';
import { writeKept } from '../originals/write-kept.ts';
import type { FileReport } from '../report/file-report.ts';
import type { Chosen } from '../selection/find-images.ts';
import {
  compressOptionsOf,
  type Requested,
  readSettings,
  type Settings,
  withRequested,
} from '../settings.ts';
import type { Workers } from '../workers/workers.ts';
import { type Destination, destinationOf } from './destination.ts';
import type { Finished } from './finished.ts';
import type { OwnResults } from './own-results.ts';

/** The services that a compression needs. */
export interface Tools {
  readonly host: Host;
  readonly workers: Workers;
  readonly originals: Originals;
  readonly finished: Finished;
  readonly results: OwnResults;
}

/** Options of one call, which override the settings. */
export interface Overrides extends Requested {
  /** The only colors allowed in the results, 4 bytes per color (RGBA). */
  readonly palette?: Uint8Array;
}

/** The settings of a file, with the overrides of this call. */
export function settingsFor(uri: Uri, overrides: Overrides = {}): Settings {
  const configuration = workspace.getConfiguration('kcolors', uri);
  const isSet = (name: string) => {
    const { globalValue, workspaceValue, workspaceFolderValue } = configuration.inspect(name) ?? {};
    return [globalValue, workspaceValue, workspaceFolderValue].some((value) => value !== undefined);
  };
  const read = (name: string) => configuration.get(name);
  const settings = readSettings(withRequested(read, isSet, promisedFormat(uri.path), overrides));
  if (!overrides.palette) return settings;
  // JPEG has no palette, so each image gets an automatic format instead.
  const { request } = settings;
  const format = ['keep', 'jpeg'].includes(request.format) ? 'auto' : request.format;
  return { ...settings, request: { ...request, format, quality: 'colors' } };
}

/** State that the files of one run share. */
export interface BatchRun {
  /** Keeps the originals; undefined when none are to be kept. */
  readonly run: Run | undefined;
  /** Target paths of this run in lower case: two images must not be written to the same file. */
  readonly claimed: Set<string>;
}

/**
 * Compresses one image and writes the result where the settings say, if it is smaller.
 * With a palette, a larger result is written too, but never over the image.
 * Never throws: the report holds the error, and the image is then unchanged.
 */
export async function compressFile(
  { uri, name }: Chosen,
  tools: Tools,
  { run, claimed }: BatchRun,
  overrides: Overrides,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<FileReport> {
  let before = 0;
  let isWriting = false;
  const report = (status: FileReport['status'], notes: readonly string[], after = before): FileReport => ({
    uri,
    name,
    status,
    before,
    after,
    notes: notes.map(inLanguage),
  });
  try {
    signal.throwIfAborted();
    const asked = settingsFor(uri, overrides);
    const file = await readWhole(uri);
    before = file.bytes.length;
    const { animated, format: source } = readHeader(file.bytes);
    // Another format would keep only the first frame of an animation.
    const request: CompressRequest = animated ? { ...asked.request, format: 'keep' } : asked.request;
    const settings: Settings = { ...asked, request };
    const { palette } = overrides;
    const options: CompressOptions = {
      ...compressOptionsOf(settings),
      ...(palette && { palette, ifNotSmaller: 'result' }),
    };
    if (await tools.finished.has(file.hash, options)) return report('kept', [alreadyDone()]);
    const wanted = targetFormat(source, request.format);
    const isOpen = wanted === 'smallest';
    const early = isOpen ? source : wanted;
    const placeOf = (stored: InputFormat) => destinationOf(uri.path, rootOf(uri), settings, source, stored);
    const planned = placeOf(early);
    if ('misnamed' in planned) return report('failed', [misnamed(source)]);
    const isReadonly = () => report('failed', [l10n.t('The file is read-only.')]);
    if (planned.mayReplace === 'input' && file.isReadonly) return isReadonly();
    const result = await tools.workers.compress(file.bytes, options, { signal, onProgress });
    // A stripped original keeps its own format, not the planned one.
    const isStripped = result.outcome === 'stripped';
    const format = isOpen || isStripped ? result.format : early;
    const destination = isOpen || isStripped ? placeOf(format) : planned;
    if ('misnamed' in destination) return report('failed', [misnamed(source)]);
    const replaces = destination.mayReplace === 'input';
    if (replaces && file.isReadonly) return isReadonly();
    const isSmaller = isStripped || result.bytes.length < before;
    const isExact = replaces && !isSmaller && result.mse === 0; // the image has these colors already
    if (result.outcome === 'kept' || isExact) {
      await tools.finished.add(file.hash, options);
      return report('kept', result.outcome === 'kept' ? result.notes : [NOT_SMALLER]);
    }
    const isInput = replaces && isSmaller;
    const { path } = replaces ? besideOf(uri.path, settings, format) : destination;
    const target = isInput ? uri : uri.with({ path });
    if (!isInput && !(await mayReplace(target, file, result.bytes, tools)))
      return report('failed', [taken(target)]);
    const claim = target.toString(true).normalize('NFC').toLowerCase();
    if (claimed.has(claim)) {
      return report('failed', [l10n.t('{0} is already the result of another image.', lastPart(target))]);
    }
    claimed.add(claim);
    signal.throwIfAborted();
    isWriting = true; // from here on, cancellation does not stop the write
    const there = isInput ? file : undefined;
    const written = await writeKept(tools.host, run, { target, bytes: result.bytes, source: uri, there });
    await tools.finished.add(written.hash, options).catch(() => {}); // else a later run repeats the work
    if (!isInput) await tools.results.add(file, written.hash).catch(() => {}); // the file is written already
    if (!written.isNew) return report('kept', [l10n.t('{0} already has this result.', lastPart(target))]);
    const done = report('compressed', result.notes, result.bytes.length);
    return isInput ? done : { ...done, output: target };
  } catch (error) {
    if (signal.aborted && !isWriting) return report('canceled', [l10n.t('Canceled. The file is unchanged.')]);
    if (error instanceof ChangedMeanwhile) {
      return report('failed', [l10n.t('The file changed during compression and was left alone.')]);
    }
    return report('failed', [reasonOf(error)]);
  }
}

/** Whether nothing is at the target, or this very result, or an earlier result of the same image. */
async function mayReplace(
  target: Uri,
  source: ReadFile,
  bytes: Uint8Array,
  { originals, results }: Tools,
): Promise<boolean> {
  const hash = await hashAt(target);
  if (hash === undefined || hash === (await sha256(bytes))) return true;
  if (await results.isOf(source, hash)) return true;
  const entries = (await originals.runs()).flatMap((run) => run.entries);
  return entries.some(
    (entry) =>
      entry.target === target.toString() && entry.after === hash && entry.source === source.uri.toString(),
  );
}

/** The path for a result that must not replace the image, because it is not smaller. */
const besideOf = (path: string, { suffix }: Settings, format: InputFormat): Destination => ({
  path: withSuffix(withExtension(path, format), suffix),
  mayReplace: 'own-result',
});

/** The path of a file's workspace folder, or else of its parent folder. */
const rootOf = (uri: Uri): string =>
  workspace.getWorkspaceFolder(uri)?.uri.path ?? Uri.joinPath(uri, '..').path;

const lastPart = ({ path }: Uri): string => path.slice(path.lastIndexOf('/') + 1);

const taken = (target: Uri) =>
  l10n.t('{0} already exists and is not a result of this image. Rename it first.', lastPart(target));

const alreadyDone = () => l10n.t('Already compressed with these settings.');

const misnamed = (format: Parameters<typeof formatName>[0]) =>
  l10n.t('The content is {0}, despite the name: rename the file first.', formatName(format));
