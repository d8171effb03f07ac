import type { FilePreview } from '@kcolors/codecs';
import { isAnimation, type ReadFile } from '../files/image-file.ts';
import type { Services } from '../services.ts';
import { compressOptionsOf, type Settings } from '../settings.ts';

export interface Glimpse {
  /** Hash of the file that it is of. */
  readonly hash: string;
  readonly preview: FilePreview;
}

const MOST_BYTES = 2 ** 23; // of a file: a larger one takes longer than the page needs to load
const MOST_PIXELS = 2 ** 19;

/**
 * What a file would become by its settings, about, made in a thread of the extension while the page of its preview loads:
 * that takes VS Code a second, and the page another half to start its own thread. Undefined where it would not help.
 */
export async function takeGlimpse(
  { bytes, hash }: ReadFile,
  settings: Settings,
  { host, workers }: Services,
  signal: AbortSignal,
): Promise<Glimpse | undefined> {
  if (!host.startsFast || bytes.length > MOST_BYTES || isAnimation(bytes)) return undefined;
  const options = { ...compressOptionsOf(settings), proxyPixels: MOST_PIXELS };
  return { hash, preview: await workers.use((codecs) => codecs.preview(bytes, options), signal) };
}
