// Runs in a worker thread: reads one file, compresses it, hands back bytes and figures. It writes nothing.

import { type CompressOptions, type CompressResult, compressImage, stripMetadata } from '@kcolors/codecs';
import { type Job, serve } from '@kcolors/core/threads';
import { makePreviews, type PreviewLimit, type PreviewPair } from './preview.ts';
import { readRegularFile } from './regular-file.ts';

/** One image to compress. */
export interface WorkerTask {
  /** The bytes, or the file to read them from. */
  readonly input: string | Uint8Array;
  readonly options: CompressOptions;
  /** Whether the original stays beside a result of another format and is to lose its metadata as well. */
  readonly stripsOriginal: boolean;
  /** Whether previews are wanted, and how large they may be. */
  readonly preview?: PreviewLimit | undefined;
}

/** What comes back: everything of the result but its pixels. */
export interface WorkerResult extends Omit<CompressResult, 'pixels' | 'paletteBytes'> {
  readonly preview?: PreviewPair;
  /** The original without its metadata, where it is to lose that and has any. */
  readonly strippedOriginal?: Uint8Array;
}

/** What the thread does. */
export interface CompressTasks {
  compress(task: WorkerTask): WorkerResult;
}

serve<CompressTasks>({ compress });

/** Compresses one image, and reports the share that is done, 0 to 1. */
async function compress(
  { give, report }: Job,
  { input, options, stripsOriginal, preview }: WorkerTask,
): Promise<WorkerResult> {
  const original = typeof input === 'string' ? (await readRegularFile(input)).bytes : input;
  const onProgress = ({ done }: { done: number }) => report?.(done);
  const result = await compressImage(original, { ...options, onProgress });
  const { pixels: _, paletteBytes: __, ...rest } = result;
  const stripped =
    stripsOriginal && result.outcome === 'compressed' ? stripMetadata(original).bytes : original;
  const shown = options.metadata === 'strip' ? withoutMetadata(original) : original;
  return {
    ...rest,
    bytes: give(rest.bytes),
    ...(stripped !== original && { strippedOriginal: stripped }),
    ...(preview && { preview: makePreviews(shown, result, preview) }),
  };
}

/** The original for a page on which no metadata may be; undefined where only its pixels can be shown. */
function withoutMetadata(original: Uint8Array): Uint8Array | undefined {
  try {
    return stripMetadata(original).bytes;
  } catch {
    return undefined;
  }
}
