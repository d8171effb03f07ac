// The results of shrinking, each made once: the list shows their sizes, and the job applies them.
import { readHeader } from '@kcolors/codecs';
import type { CodecsConnection, SentResult } from '@kcolors/codecs/worker';
import type { ImageEntry } from '../../shared/values.ts';
import type { MainConnection } from '../connect.ts';
import { readImage } from '../images/read-image.ts';
import { checkSize } from '../job/compress-original.ts';
import { isAbort } from '../page/abort.ts';
import { messageOf } from '../page/words.ts';
import { isWorth, optionsFor, type ShrinkSettings } from './plan.ts';

/** What came of an image. */
export interface Result {
  /** The file; undefined if the image stays as it is, which `reason` explains. */
  readonly bytes?: Uint8Array;
  readonly format: string;
  readonly before: number;
  /** Bytes of the new file, also if it is not used. */
  readonly after: number;
  readonly width: number;
  readonly height: number;
  readonly score?: number;
  readonly reason?: string;
}

interface How {
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

export interface Results {
  /** The result, if it was made. */
  get(entry: ImageEntry, settings: ShrinkSettings): Result | undefined;
  /** Makes the result, or returns the one that was made. */
  make(entry: ImageEntry, settings: ShrinkSettings, how: How): Promise<Result>;
}

const MAX_BYTES = 200e6; // of all results; the oldest are forgotten first
const TOO_LITTLE = 'It would save less than 5 %.';

export function createResults(main: MainConnection, codecs: CodecsConnection): Results {
  const made = new Map<string, Result>();
  const running = new Map<string, Promise<Result>>();

  const keyOf = (entry: ImageEntry, settings: ShrinkSettings) =>
    JSON.stringify([entry.unshrunk.hash, optionsFor(entry, '', settings)]);
  const keep = (key: string, result: Result) => {
    made.set(key, result);
    let sum = 0;
    for (const { bytes } of made.values()) sum += bytes?.length ?? 0;
    for (const [oldest, { bytes }] of made) {
      if (sum <= MAX_BYTES || oldest === key) return;
      sum -= bytes?.length ?? 0;
      made.delete(oldest);
    }
  };

  const compress = async (entry: ImageEntry, settings: ShrinkSettings, { onProgress, signal }: How) => {
    const file = await readImage(main, entry.unshrunk.hash, signal);
    const { animated, format } = readHeader(file);
    if (animated) throw new Error('This is an animation: only its first frame could be kept.');
    const report = ({ done }: { readonly done: number }) => onProgress?.(done);
    const options = optionsFor(entry, format, settings);
    const answer = await codecs.compress(file, options, { signal, transfer: true, onProgress: report });
    checkSize(answer.resizedFrom ?? answer, entry.unshrunk);
    return resultOf(answer);
  };
  const make: Results['make'] = async (entry, settings, how) => {
    const { signal } = how;
    const key = keyOf(entry, settings);
    const known = made.get(key);
    if (known) return known;
    const other = running.get(key);
    if (other) {
      await untilAborted(other, signal);
      return make(entry, settings, how);
    }
    const mine = compress(entry, settings, how).catch((error: unknown) => {
      if (signal.aborted || isAbort(error)) throw error;
      const { height, width } = entry.unshrunk;
      return { format: '', before: 0, after: 0, width, height, reason: messageOf(error) };
    });
    running.set(key, mine);
    try {
      const result = await mine;
      keep(key, result);
      return result;
    } finally {
      running.delete(key);
    }
  };
  return { make, get: (entry, settings) => made.get(keyOf(entry, settings)) };
}

function resultOf(answer: SentResult): Result {
  const { bytes, bytesAfter: after, bytesBefore: before, format, height, notes, outcome, width } = answer;
  const isKept = outcome === 'kept' || !isWorth(before, after);
  const reason = (outcome === 'kept' && notes[0]) || TOO_LITTLE;
  return {
    ...{ format, before, after, width, height },
    ...(answer.qualityScore && { score: answer.qualityScore.score }),
    ...(isKept ? { reason } : { bytes }),
  };
}

/** Waits for a job of another caller, whatever comes of it. */
async function untilAborted(job: Promise<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    job.then(
      () => resolve(),
      () => resolve(),
    );
  });
}
