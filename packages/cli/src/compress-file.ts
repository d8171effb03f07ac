import { type CompressOptions, type CompressResult, compressImage, stripMetadata } from '@kcolors/codecs';
import { type Job, type ServedPort, serve } from '@kcolors/core/threads';
import { FORMAT_HOOKS } from './avif.ts';
import { makePreviews, type PreviewLimit, type PreviewPair } from './preview.ts';
import { readRegularFile } from './regular-file.ts';

/** An image to compress. */
export interface WorkerTask {
  /** The bytes, or the file to read them from. */
  readonly input: string | Uint8Array;
  readonly options: CompressOptions;
  /** Whether the original stays beside a result of another format and has to lose its metadata too. */
  readonly stripsOriginal: boolean;
  /** Maximum size of previews; undefined for no previews. */
  readonly preview?: PreviewLimit | undefined;
}

/** The result without its pixels. */
export interface WorkerResult extends Omit<CompressResult, 'pixels' | 'paletteBytes'> {
  readonly preview?: PreviewPair;
  /** The original without its metadata, if it has any and has to lose it. */
  readonly strippedOriginal?: Uint8Array;
}

/** The tasks of the thread. */
export interface CompressTasks {
  compress(task: WorkerTask): WorkerResult;
}

/** Serves the tasks at a port, by default that of the current thread. */
export function serveCompress(port?: ServedPort): void {
  serve<CompressTasks>({ compress }, port);
}

/** Reads and compresses one image and reports the progress, 0 to 1. */
async function compress(
  { give, report }: Job,
  { input, options, stripsOriginal, preview }: WorkerTask,
): Promise<WorkerResult> {
  const original = typeof input === 'string' ? (await readRegularFile(input)).bytes : input;
  const onProgress = ({ done }: { done: number }) => report?.(done);
  const result = await compressImage(original, { ...options, ...FORMAT_HOOKS, onProgress });
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

/** Returns the original without metadata for a report page; undefined if only its pixels can be shown. */
function withoutMetadata(original: Uint8Array): Uint8Array | undefined {
  try {
    return stripMetadata(original).bytes;
  } catch {
    return undefined;
  }
}
