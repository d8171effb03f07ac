// Runs in a worker thread: reads one file, compresses it, hands back bytes and figures. It writes nothing.

import type { MessagePort } from 'node:worker_threads';
import { type CompressOptions, type CompressResult, compressImage, stripMetadata } from '@kcolors/codecs';
import { makePreviews, type PreviewLimit, type PreviewPair } from './preview.ts';
import { reasonOf } from './reason.ts';
import { readRegularFile } from './regular-file.ts';

/** One image to compress. */
export interface WorkerTask {
  /** The file, or its bytes where they came from standard input. */
  readonly input: string | Uint8Array;
  readonly options: CompressOptions;
  /** Whether the original stays beside a result of another format and is to lose its metadata as well. */
  readonly stripsOriginal: boolean;
  /** Whether previews are wanted, and how large they may be. */
  readonly preview?: PreviewLimit | undefined;
  /** Takes the share that is done, 0 to 1. */
  readonly progress: MessagePort;
}

/** What comes back: everything of the result but its pixels. */
export interface WorkerResult extends Omit<CompressResult, 'pixels' | 'paletteBytes'> {
  readonly preview?: PreviewPair;
  /** The original without its metadata, where it is to lose that and has any. */
  readonly strippedOriginal?: Uint8Array;
}

/** Errors come back as messages: their classes would not survive the way between threads. */
export type WorkerAnswer = { readonly result: WorkerResult } | { readonly message: string };

/** Compresses one image. */
export async function compress(task: WorkerTask): Promise<WorkerAnswer> {
  try {
    return { result: await compressOne(task) };
  } catch (error) {
    return { message: reasonOf(error) };
  }
}

async function compressOne({
  input,
  options,
  stripsOriginal,
  preview,
  progress,
}: WorkerTask): Promise<WorkerResult> {
  const original = typeof input === 'string' ? (await readRegularFile(input)).bytes : input;
  const onProgress = ({ done }: { done: number }) => progress.postMessage(done);
  const result = await compressImage(original, { ...options, onProgress });
  const { pixels: _, paletteBytes: __, ...rest } = result;
  const stripped =
    stripsOriginal && result.outcome === 'compressed' ? stripMetadata(original).bytes : original;
  const shown = options.metadata === 'strip' ? withoutMetadata(original) : original;
  return {
    ...rest,
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
