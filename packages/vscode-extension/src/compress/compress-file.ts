import { formatName, readHeader, targetFormat } from '@kcolors/codecs';
import { l10n, Uri, workspace } from 'vscode';
import { hashAt, readWhole, reasonOf } from '../files/image-file.ts';
import { ChangedMeanwhile } from '../files/write.ts';
import type { Host } from '../host.ts';
import type { Originals, Run } from '../originals/originals.ts';
import { writeKept } from '../originals/write-kept.ts';
import type { FileReport } from '../report/file-report.ts';
import type { Chosen } from '../selection/find-images.ts';
import { compressOptionsOf, readSettings, type Settings } from '../settings.ts';
import type { Workers } from '../workers/workers.ts';
import { destinationOf } from './destination.ts';
import type { Finished } from './finished.ts';

/** What a compression needs of the extension. */
export interface Tools {
  readonly host: Host;
  readonly workers: Workers;
  readonly originals: Originals;
  readonly finished: Finished;
}

/** What is asked for this time, in place of the settings. */
export type Overrides = Partial<Settings>;

/** The settings of a file, with what is asked for this time. */
export function settingsFor(uri: Uri, overrides: Overrides = {}): Settings {
  const configuration = workspace.getConfiguration('kcolors', uri);
  return readSettings((name) => overrides[name as keyof Settings] ?? configuration.get(name));
}

/**
 * Compresses one image and writes the result where the settings say, if it is smaller. Never throws: what goes wrong is
 * in the report, and the image is then what it was.
 *
 * @param run keeps the originals; undefined when none are to be kept.
 */
export async function compressFile(
  { uri, name }: Chosen,
  tools: Tools,
  run: Run | undefined,
  overrides: Overrides,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<FileReport> {
  let before = 0;
  const report = (status: FileReport['status'], notes: readonly string[], after = before): FileReport => ({
    uri,
    name,
    status,
    before,
    after,
    notes,
  });
  try {
    signal.throwIfAborted();
    const settings = settingsFor(uri, overrides);
    const options = compressOptionsOf(settings);
    const file = await readWhole(uri);
    before = file.bytes.length;
    if (await tools.finished.has(file.hash, options)) return report('kept', [alreadyDone()]);
    const source = readHeader(file.bytes).format;
    const destination = destinationOf(
      uri.path,
      rootOf(uri),
      settings,
      source,
      targetFormat(source, settings.format),
    );
    if ('misnamed' in destination) return report('failed', [misnamed(source)]);
    const isInput = destination.mayReplace === 'input';
    if (isInput && file.isReadonly) return report('failed', [l10n.t('The file is read-only.')]);
    const result = await tools.workers.compress(file.bytes, options, { signal, onProgress });
    if (result.outcome === 'kept') {
      await tools.finished.add(file.hash, options);
      return report('kept', result.notes);
    }
    const target = isInput ? uri : uri.with({ path: destination.path });
    if (destination.mayReplace === 'own-result' && !(await isOwn(target, tools))) {
      return report('failed', [l10n.t('{0} is there already and is another picture.', lastPart(target))]);
    }
    signal.throwIfAborted(); // from here on the file is written, whatever is asked meanwhile
    const written = await writeKept(tools.host, run, target, result.bytes, isInput ? file : undefined);
    await tools.finished.add(written.hash, options);
    if (!written.isNew) return report('kept', [l10n.t('{0} holds this result already.', lastPart(target))]);
    const done = report('compressed', result.notes, result.bytes.length);
    return isInput ? done : { ...done, output: target };
  } catch (error) {
    if (signal.aborted) return report('cancelled', [l10n.t('Cancelled; the file is untouched.')]);
    if (error instanceof ChangedMeanwhile) {
      return report('failed', [l10n.t('The file changed while it was compressed: it was left alone.')]);
    }
    return report('failed', [reasonOf(error)]);
  }
}

/** Whether nothing is at this place, or what a run of ours has written. */
async function isOwn(target: Uri, { originals }: Tools): Promise<boolean> {
  const hash = await hashAt(target);
  if (hash === undefined) return true;
  const entries = (await originals.runs()).flatMap((run) => run.entries);
  return entries.some((entry) => entry.target === target.toString() && entry.after === hash);
}

/** The workspace folder of a file, or the folder that it is in. */
const rootOf = (uri: Uri): string =>
  workspace.getWorkspaceFolder(uri)?.uri.path ?? Uri.joinPath(uri, '..').path;

const lastPart = ({ path }: Uri): string => path.slice(path.lastIndexOf('/') + 1);

const alreadyDone = () => l10n.t('Already compressed with these settings: nothing to gain.');

const misnamed = (format: Parameters<typeof formatName>[0]) =>
  l10n.t('The content is {0}, whatever the name says: rename the file first.', formatName(format));
