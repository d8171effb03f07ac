import { l10n, window } from 'vscode';
import { compressBatch } from '../compress/batch.ts';
import type { Overrides } from '../compress/compress-file.ts';
import { reasonOf } from '../files/image-file.ts';
import type { FileReport } from '../report/file-report.ts';
import { totalsOf } from '../report/file-report.ts';
import { summaryOf } from '../report/words.ts';
import { chooseImages } from '../selection/choose.ts';
import type { Chosen } from '../selection/find-images.ts';
import type { Services } from '../services.ts';
import { undoRun } from './restore.ts';

/**
 * *Compress*: compresses with the current settings and asks nothing. Returns the reports, for callers such as
 * extensions.
 */
export async function compress(
  services: Services,
  args: readonly unknown[],
): Promise<readonly FileReport[] | undefined> {
  const images = await chooseImages(args, l10n.t('Compress'), services.host);
  return images && compressAndTell(services, images);
}

/** Compresses images, then shows the outcome, or why nothing was done, in one notification. */
export async function compressAndTell(
  services: Services,
  images: readonly Chosen[],
  overrides: Overrides = {},
): Promise<readonly FileReport[] | undefined> {
  try {
    const { reports, run } = await compressBatch(images, services, overrides);
    tell(services, reports, run);
    return reports;
  } catch (error) {
    services.log.error(reasonOf(error));
    void window.showErrorMessage(reasonOf(error));
    return undefined;
  }
}

/** Records a run in the log and as the latest report. */
export function record({ log, reports: shown }: Services, reports: readonly FileReport[]): void {
  shown.set(reports);
  for (const { name, status, before, after, notes } of reports) {
    const line = `${name}: ${status}, ${before} → ${after} bytes. ${notes.join(' ')}`;
    if (status === 'failed') log.error(line);
    else log.info(line);
  }
}

function tell(services: Services, reports: readonly FileReport[], run: string | undefined): void {
  record(services, reports);
  const totals = totalsOf(reports);
  const only = reports.length === 1 && totals.compressed === 0 ? reports[0] : undefined;
  const text = only ? `${only.name}: ${only.notes.join(' ')}` : summaryOf(totals);
  const [showReport, undo] = [l10n.t('Show Report'), l10n.t('Undo')];
  const canUndo = run !== undefined && totals.compressed > 0;
  const show = totals.failed > 0 ? window.showWarningMessage : window.showInformationMessage;
  // Do not wait: the notification stays until someone answers it.
  void show(text, showReport, ...(canUndo ? [undo] : [])).then(async (answer) => {
    if (answer === showReport) await services.reports.show();
    if (answer === undo && run) await undoRun(services, run);
  });
}
