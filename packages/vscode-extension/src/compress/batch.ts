import { type CancellationToken, type LogOutputChannel, l10n, ProgressLocation, window } from 'vscode';
import { stateAt } from '../files/image-file.ts';
import { keepOriginals } from '../originals/keep-originals.ts';
import type { FileReport } from '../report/file-report.ts';
import type { Chosen } from '../selection/find-images.ts';
import { compressFile, type Overrides, type Tools } from './compress-file.ts';

/** The outcome of a run over several images. */
export interface Batch {
  readonly reports: readonly FileReport[];
  /** Id of the run in the record of kept originals; undefined when no originals are kept. */
  readonly run: string | undefined;
}

const SMALL = 2 ** 20; // bytes; a smaller image is done before anyone could read its progress

/**
 * Compresses images with progress that can be canceled. A canceled run leaves each file either old or new,
 * never partial.
 */
export async function compressBatch(
  images: readonly Chosen[],
  tools: Tools & { readonly log: LogOutputChannel },
  overrides: Overrides = {},
  outer?: CancellationToken,
): Promise<Batch> {
  const location = (await isSmall(images)) ? ProgressLocation.Window : ProgressLocation.Notification;
  const title = titleOf(images, overrides);
  return window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    const { log } = tools;
    const stop = new AbortController();
    const listeners = [token, outer].map((each) => each?.onCancellationRequested(() => stop.abort()));
    if (token.isCancellationRequested || outer?.isCancellationRequested) stop.abort();
    const kept = keepOriginals(tools.originals);
    const batch = { run: kept.run, claimed: new Set<string>() };
    try {
      const reports = await inParallel(images, tools, async (image) => {
        let told = 0;
        const tell = (done: number, message?: string) => {
          progress.report({ increment: ((done - told) / images.length) * 100, ...(message && { message }) });
          told = done;
        };
        tell(0, images.length === 1 ? undefined : image.name);
        const report = await compressFile(image, tools, batch, overrides, stop.signal, tell);
        tell(1);
        return report;
      });
      return { reports, run: kept.run?.id };
    } finally {
      await kept.end(log);
      for (const listener of listeners) listener?.dispose();
    }
  });
}

function titleOf(images: readonly Chosen[], { palette }: Overrides): string {
  const [{ name }, ...others] = images as [Chosen, ...Chosen[]];
  if (others.length === 0) {
    return palette ? l10n.t('Applying the palette to {0}', name) : l10n.t('Compressing {0}', name);
  }
  return palette
    ? l10n.t('Applying the palette to {0} images', images.length)
    : l10n.t('Compressing {0} images', images.length);
}

/** Whether the work is too short to need a cancel button or a progress notification. */
async function isSmall([only, ...others]: readonly Chosen[]): Promise<boolean> {
  if (!only || others.length > 0) return false;
  const state = await stateAt(only.uri).catch(() => undefined);
  return (state?.size ?? 0) < SMALL;
}

/** Works on one image per thread at a time, which limits the images in memory. */
async function inParallel<Result>(
  images: readonly Chosen[],
  { workers }: Tools,
  work: (image: Chosen) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < images.length; index = next++)
      results[index] = await work(images[index]!);
  };
  await Promise.all(Array.from({ length: Math.min(images.length, workers.size()) }, lane));
  return results;
}
