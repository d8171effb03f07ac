import { l10n, Uri, window, workspace } from 'vscode';
import { inert, shownName } from '../language/inert.ts';
import { isWithin, type RunRecord, type StoredEntry } from '../originals/record.ts';
import { type Restored, restoreFiles } from '../originals/restore.ts';
import { findImages } from '../selection/find-images.ts';
import { targetsOf } from '../selection/targets.ts';
import type { Services } from '../services.ts';

/**
 * *Restore Original*: restores the chosen files. From the Command Palette, restores a run picked from a list.
 */
export async function restoreOriginal(services: Services, args: readonly unknown[]): Promise<void> {
  const runs = await services.originals.runs();
  if (runs.length === 0) {
    void window.showInformationMessage(l10n.t('There is nothing to restore: no original is kept.'));
    return;
  }
  const chosen = targetsOf(args);
  if (chosen.length === 0) return pickRun(services, runs);
  // Match the files that runs have written in a folder, not its current files.
  const addresses = chosen.map((uri) => uri.toString());
  const known = new Set(runs.flatMap(({ entries }) => entries.map(({ target }) => target)));
  const hits = [...known].filter((target) => addresses.some((each) => isWithin(target, each)));
  // Moved files are recognized by their content.
  const here = hits.length > 0 ? hits.map((target) => Uri.parse(target)) : await imagesOf(chosen);
  await restore(services, here, runs);
}

/** Returns the chosen images, with each folder expanded to its images. */
async function imagesOf(chosen: readonly Uri[]): Promise<readonly Uri[]> {
  const images = await findImages(chosen);
  return images.length > 0 ? images.map(({ uri }) => uri) : chosen;
}

/** *Undo Last Compression*: only runs of this workspace, since all windows share the kept originals. */
export async function undoLastBatch(services: Services): Promise<void> {
  const runs = await services.originals.runs();
  const isHere = ({ target }: StoredEntry) => workspace.getWorkspaceFolder(Uri.parse(target)) !== undefined;
  const last = workspace.workspaceFolders ? runs.find(({ entries }) => entries.some(isHere)) : runs[0];
  if (last) return undoRun(services, last.id);
  void window.showInformationMessage(l10n.t('There is nothing to undo: no original is kept.'));
}

/** Restores every file that a run has written. */
export async function undoRun(services: Services, id: string): Promise<void> {
  const run = (await services.originals.runs()).find((each) => each.id === id);
  if (run) return restore(services, targets(run), [run]);
  void window.showInformationMessage(l10n.t('Nothing is left to undo.'));
}

const targets = ({ entries }: RunRecord): Uri[] =>
  [...new Set(entries.map(({ target }) => target))].map((target) => Uri.parse(target));

async function pickRun(services: Services, runs: readonly RunRecord[]): Promise<void> {
  const items = runs.map((run) => ({
    label: run.entries.length === 1 ? inert(run.entries[0]!.name) : l10n.t('{0} images', run.entries.length),
    description: timeOf(run).toLocaleString(),
    // All windows share the kept originals, so show whole paths: they tell the workspace.
    detail: run.entries.map(({ target }) => shownName(Uri.parse(target))).join(', '),
    run,
  }));
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Restore Original'),
    placeHolder: l10n.t('Choose what to restore'),
    matchOnDetail: true,
  });
  if (picked) await undoRun(services, picked.run.id);
}

/** The time of a run, which its id begins with. */
function timeOf({ id }: RunRecord): Date {
  const [, day, hours, minutes, seconds] = /^(.{10})T(\d+)-(\d+)-(\d+)/.exec(id) ?? [];
  return new Date(`${day}T${hours}:${minutes}:${seconds}Z`);
}

async function restore(services: Services, uris: readonly Uri[], runs: readonly RunRecord[]): Promise<void> {
  const { host, originals } = services;
  const first = await restoreFiles(uris, runs, host, originals, false);
  const changed = first.filter((each) => each.status === 'changed');
  const again = changed.map(({ uri }) => uri);
  const forced = (await mayReplace(changed)) ? await restoreFiles(again, runs, host, originals, true) : [];
  tell(services, [...first.filter(({ status }) => status !== 'changed'), ...forced]);
}

/** Asks before a restore overwrites later changes. */
async function mayReplace(changed: readonly Extract<Restored, { status: 'changed' }>[]): Promise<boolean> {
  if (changed.length === 0) return false;
  const anyway = l10n.t('Restore Anyway');
  const lines = changed.map(({ uri, isDeleted }) => {
    const name = shownName(uri);
    return isDeleted ? l10n.t('{0} (will be deleted: it is a result itself)', name) : name;
  });
  const text =
    lines.length === 1
      ? l10n.t('{0} changed since it was compressed. Restoring its original loses these changes.', lines[0]!)
      : l10n.t(
          '{0} images changed since they were compressed. Restoring their originals loses these changes.',
          lines.length,
        );
  const detail = lines.length === 1 ? '' : lines.slice(0, 10).join('\n');
  return (await window.showWarningMessage(text, { modal: true, detail }, anyway)) === anyway;
}

function tell({ log }: Services, results: readonly Restored[]): void {
  for (const result of results) {
    log.info(`${result.uri.toString()}: ${result.status}${'reason' in result ? `: ${result.reason}` : ''}`);
  }
  const of = (status: Restored['status']) => results.filter((result) => result.status === status);
  const name = ({ uri }: Restored) => shownName(uri);
  const [restored, unknown, failed] = [of('restored'), of('unknown'), of('failed')];
  if (restored.length > 0) {
    const text =
      restored.length === 1
        ? l10n.t('Restored the original of {0}.', name(restored[0]!))
        : l10n.t('Restored {0} originals.', restored.length);
    void window.showInformationMessage(text);
  }
  if (unknown.length > 0) {
    const text =
      unknown.length === 1
        ? l10n.t('No original of {0} is kept.', name(unknown[0]!))
        : l10n.t('No originals of these {0} images are kept.', unknown.length);
    void window.showInformationMessage(text);
  }
  const [first, ...others] = failed;
  if (!first) return;
  const reason = 'reason' in first ? first.reason : '';
  const text =
    others.length === 0
      ? l10n.t('{0} was not restored: {1}', name(first), reason)
      : l10n.t('{0} images were not restored; the first: {1}', failed.length, `${name(first)}: ${reason}`);
  void window.showErrorMessage(text);
}
