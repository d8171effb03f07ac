import type { FilePreview } from '@kcolors/codecs';
import { isAnimation, type ReadFile } from '../files/image-file.ts';
import type { Services } from '../services.ts';
import { compressOptionsOf, type Settings } from '../settings.ts';

export interface Glimpse {
  /** SHA-256 of the previewed file. */
  readonly hash: string;
  readonly preview: FilePreview;
}

const MAX_BYTES = 2 ** 23; // per file: a larger one takes longer than the page needs to load
const MAX_PIXELS = 2 ** 19;

/**
 * Makes an approximate result with the file's settings, in a thread of the extension, while its page loads.
 * VS Code takes about a second to load the page, and the page half a second to start its own thread.
 * Undefined where this would not help.
 */
export async function takeGlimpse(
  { bytes, hash }: ReadFile,
  settings: Settings,
  { host, workers }: Services,
  signal: AbortSignal,
): Promise<Glimpse | undefined> {
  if (!host.startsFast || bytes.length > MAX_BYTES || isAnimation(bytes)) return undefined;
  const options = { ...compressOptionsOf(settings), maxPreviewPixels: MAX_PIXELS };
  return { hash, preview: await workers.use((codecs) => codecs.preview(bytes, options), signal) };
}
