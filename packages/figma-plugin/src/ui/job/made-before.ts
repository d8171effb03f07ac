import type { SentOptions } from '@kcolors/codecs/worker';

/** A full-size result of the preview. */
export interface MadeBefore {
  /** The file; undefined if the original is kept, which `reason` explains. */
  readonly bytes: Uint8Array | undefined;
  readonly before: number;
  readonly reason: string;
}

/** The full-size results of the preview, so that the job need not make them again. */
export interface PreviewResults {
  keep(hash: string, options: SentOptions, result: MadeBefore): void;
  find(hash: string, options: SentOptions): MadeBefore | undefined;
}

const MAX_KEPT = 8;

/** Keeps the latest results. */
export function createPreviewResults(): PreviewResults {
  const kept = new Map<string, MadeBefore>();
  const keyOf = (hash: string, options: SentOptions): string => {
    const entries = Object.entries({ ...options, ...options.quantize, quantize: '' });
    return JSON.stringify([hash, entries.sort(([one], [other]) => (one < other ? -1 : 1))]);
  };
  return {
    keep(hash, options, result) {
      const key = keyOf(hash, options);
      kept.delete(key);
      kept.set(key, result);
      for (const oldest of kept.keys()) if (kept.size > MAX_KEPT) kept.delete(oldest);
    },
    find: (hash, options) => kept.get(keyOf(hash, options)),
  };
}
