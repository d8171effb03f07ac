import { l10n, Uri, window, workspace } from 'vscode';
import type { RunRecord } from '../originals/record.ts';
import { type Restored, restoreFiles } from '../originals/restore.ts';
import { chooseImages } from '../selection/choose.ts';
import { targetsOf } from '../selection/targets.ts';
import type { Services } from '../services.ts';

/** *Restore Original*: of the images that were chosen; from the Command Palette, of those that are picked. */
export async function restoreOriginal(services: Services, args: readonly unknown[]): Promise<void> {
  const runs = await services.originals.runs();
  const known = new Set(runs.flatMap(({ entries }) => entries.map(({ target }) => target)));
  if (known.size === 0) {
    void window.showInformationMessage(l10n.t('There is nothing to restore: no original is kept.'));
    return;
  }
  if (targetsOf(args).length === 0) return pickRun(services, runs);
  const images = await chooseImages(args, l10n.t('Restore Original'));
  if (!images) return;
  // In a folder only those count that were compressed; of files that were clicked each gets an answer.
  const all = images.map(({ uri }) => uri);
  const compressed = all.filter((uri) => known.has(uri.toString()));
  await restore(services, compressed.length > 0 ? compressed : all, runs);
}

/** *Undo Last Compression*. */
export async function undoLastBatch(services: Services): Promise<void> {
  const [last] = await services.originals.runs();
  if (last) return undoRun(services, last.id);
  void window.showInformationMessage(l10n.t('There is nothing to undo: no original is kept.'));
}

/** Brings back everything that a run has written. */
export async function undoRun(services: Services, id: string): Promise<void> {
  const run = (await services.originals.runs()).find((each) => each.id === id);
  if (run) return restore(services, targets(run), [run]);
  void window.showInformationMessage(l10n.t('This was undone already.'));
}

const targets = ({ entries }: RunRecord): Uri[] => entries.map(({ target }) => Uri.parse(target));

async function pickRun(services: Services, runs: readonly RunRecord[]): Promise<void> {
  const items = runs.map((run) => ({
    label: run.entries.length === 1 ? run.entries[0]!.name : l10n.t('{0} images', run.entries.length),
    description: timeOf(run).toLocaleString(),
    detail: run.entries.length === 1 ? '' : run.entries.map(({ name }) => name).join(', '),
    run,
  }));
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Restore Original'),
    placeHolder: l10n.t('Choose what to bring back'),
    matchOnDetail: true,
  });
  if (picked) await undoRun(services, picked.run.id);
}

/** When a run was: its name begins with it. */
function timeOf({ id }: RunRecord): Date {
  const [, day, hours, minutes, seconds] = /^(.{10})T(\d+)-(\d+)-(\d+)/.exec(id) ?? [];
  return new Date(`${day}T${hours}:${minutes}:${seconds}Z`);
}

async function restore(services: Services, uris: readonly Uri[], runs: readonly RunRecord[]): Promise<void> {
  const { host, originals } = services;
  const first = await restoreFiles(uris, runs, host, originals, false);
  const changed = first.filter(({ status }) => status === 'changed').map(({ uri }) => uri);
  const forced = (await mayReplace(changed)) ? await restoreFiles(changed, runs, host, originals, true) : [];
  tell(services, [...first.filter(({ status }) => status !== 'changed'), ...forced]);
}

/** Asks before something is lost. */
async function mayReplace(changed: readonly Uri[]): Promise<boolean> {
  if (changed.length === 0) return false;
  const anyway = l10n.t('Restore Anyway');
  const names = changed.map((uri) => workspace.asRelativePath(uri));
  const text =
    names.length === 1
      ? l10n.t('{0} changed since it was compressed. Restoring its original loses these changes.', names[0]!)
      : l10n.t(
          '{0} images changed since they were compressed. Restoring their originals loses these changes.',
          names.length,
        );
  const detail = names.length === 1 ? '' : names.slice(0, 10).join('\n');
  return (await window.showWarningMessage(text, { modal: true, detail }, anyway)) === anyway;
}

function tell({ log }: Services, results: readonly Restored[]): void {
  for (const result of results) {
    log.info(`${result.uri.toString()}: ${result.status}${'reason' in result ? `: ${result.reason}` : ''}`);
  }
  const of = (status: Restored['status']) => results.filter((result) => result.status === status);
  const name = ({ uri }: Restored) => workspace.asRelativePath(uri);
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
  for (const result of failed) {
    const reason = 'reason' in result ? result.reason : '';
    void window.showErrorMessage(l10n.t('{0} was not restored: {1}', name(result), reason));
  }
}
