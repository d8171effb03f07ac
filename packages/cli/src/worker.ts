// Runs in a worker thread: reads one file, compresses it, hands back bytes and figures. It writes nothing.

import { readFile } from 'node:fs/promises';
import type { MessagePort } from 'node:worker_threads';
import { type CompressOptions, type CompressResult, compressImage } from '@kcolors/codecs';
import { makePreviews, type PreviewLimit, type PreviewPair } from './preview.ts';
import { reasonOf } from './reason.ts';

/** One image to compress. */
export interface WorkerTask {
  /** The file, or its bytes where they came from standard input. */
  readonly input: string | Uint8Array;
  readonly options: CompressOptions;
  /** Whether previews are wanted, and how large they may be. */
  readonly preview?: PreviewLimit | undefined;
  /** Takes the share that is done, 0 to 1. */
  readonly progress: MessagePort;
}

/** What comes back: everything of the result but its pixels. */
export interface WorkerResult extends Omit<CompressResult, 'pixels' | 'paletteBytes'> {
  readonly preview?: PreviewPair;
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

async function compressOne({ input, options, preview, progress }: WorkerTask): Promise<WorkerResult> {
  const original = typeof input === 'string' ? await readFile(input) : input;
  const onProgress = ({ done }: { done: number }) => progress.postMessage(done);
  const result = await compressImage(original, { ...options, onProgress });
  const { pixels: _, paletteBytes: __, ...rest } = result;
  return { ...rest, ...(preview && { preview: makePreviews(original, result, preview) }) };
}
