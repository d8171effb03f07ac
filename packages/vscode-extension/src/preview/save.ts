import {
  formatName,
  IMAGE_EXTENSIONS,
  type InputFormat,
  promisedFormat,
  readHeader,
  withExtension,
  withSuffix,
} from '@kcolors/codecs';
import { l10n, type Uri, window, workspace } from 'vscode';
import { undoRun } from '../commands/restore.ts';
import { isAnimation, readWhole, stateAt } from '../files/image-file.ts';
import { shownName } from '../language/inert.ts';
import { keepOriginals } from '../originals/keep-originals.ts';
import { writeKept } from '../originals/write-kept.ts';
import { formatBytes, formatSaved } from '../report/words.ts';
import type { Services } from '../services.ts';

/**
 * Replaces the file with the shown result and keeps its original.
 * @param known hashes of contents that may be overwritten without asking.
 */
export async function saveOver(
  uri: Uri,
  known: readonly string[],
  bytes: Uint8Array,
  format: InputFormat,
  services: Services,
): Promise<void> {
  if (promisedFormat(uri.path) !== format) {
    throw new Error(l10n.t('The result is a {0}: save it as a copy.', formatName(format)));
  }
  if (readHeader(bytes).format !== format) throw new Error(`Expected a ${formatName(format)}.`);
  const now = (await stateAt(uri)) ? await readWhole(uri) : undefined;
  if (now && now.bytes.length < bytes.length) {
    throw new Error(l10n.t('The result is larger than the file: save it as a copy.'));
  }
  if (now && isAnimation(now.bytes) && !isAnimation(bytes)) {
    throw new Error(l10n.t('The file is an animation, and the result is only its first frame.'));
  }
  if (now && !known.includes(now.hash) && !(await mayReplace(uri))) return;
  await write(uri, uri, bytes, services);
}

/** Asks for a path and saves a copy of the shown result there. */
export async function saveCopy(
  uri: Uri,
  bytes: Uint8Array,
  format: InputFormat,
  services: Services,
): Promise<void> {
  const suffix = workspace.getConfiguration('kcolors', uri).get('suffix', '.min');
  const path = withSuffix(withExtension(uri.path, format), suffix);
  const extensions = IMAGE_EXTENSIONS[format].map((extension) => extension.slice(1));
  const target = await window.showSaveDialog({
    defaultUri: uri.with({ path }),
    filters: { [formatName(format)]: extensions },
  });
  if (!target) return;
  if (promisedFormat(target.path) !== format) {
    throw new Error(l10n.t('The result is a {0}: choose a name with that extension.', formatName(format)));
  }
  await write(target, uri, bytes, services);
}

async function write(target: Uri, source: Uri, bytes: Uint8Array, services: Services): Promise<void> {
  const { host, originals, log } = services;
  const name = shownName(target);
  const kept = keepOriginals(originals);
  try {
    const { isNew, before } = await writeKept(host, kept.run, { target, bytes, source });
    if (isNew) tell(services, name, before, bytes.length, kept.run?.id);
    else void window.showInformationMessage(l10n.t('{0} already has this result.', name));
  } finally {
    void kept.end(log); // free space in the background
  }
}

function tell(
  services: Services,
  name: string,
  before: number | undefined,
  after: number,
  run: string | undefined,
): void {
  const undo = l10n.t('Undo');
  const sizes =
    before === undefined
      ? formatBytes(after)
      : `${formatBytes(before)} → ${formatBytes(after)} (${formatSaved(before, after)})`;
  const text = l10n.t('Saved {0}: {1}', name, sizes);
  services.log.info(text);
  void window.showInformationMessage(text, ...(run ? [undo] : [])).then((answer) => {
    if (answer === undo && run) return undoRun(services, run);
    return undefined;
  });
}

async function mayReplace(uri: Uri): Promise<boolean> {
  const anyway = l10n.t('Replace Anyway');
  const text = l10n.t('{0} changed since the preview was opened.', shownName(uri));
  return (await window.showWarningMessage(text, { modal: true }, anyway)) === anyway;
}
