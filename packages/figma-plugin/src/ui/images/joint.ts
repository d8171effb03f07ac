// One palette for several images: their colors are counted in the worker, once, and asked for as often as options change.
import type { CodecsConnection, GatheredPalette, Gathering } from '@kcolors/codecs/worker';
import type { MainConnection } from '../connect.ts';
import { isAbort } from '../page/words.ts';
import { readImage } from './read-image.ts';

type Options = Parameters<Gathering['palette']>[0];

export interface Joint {
  palette(
    hashes: readonly string[],
    options: Options,
    how?: {
      readonly signal?: AbortSignal;
      readonly onProgress?: (done: number) => void;
      /** For colors that are shown or used elsewhere; else they are those that the files have. */
      readonly asSrgb?: boolean;
    },
  ): Promise<GatheredPalette>;
}

interface Counted {
  readonly key: string;
  readonly end: AbortController;
  readonly gathering: Promise<Gathering>;
  done: number;
}

export function createJoint(main: MainConnection, codecs: CodecsConnection): Joint {
  let kept: Counted | undefined;

  const count = (hashes: readonly string[], asSrgb: boolean, key: string): Counted => {
    const end = new AbortController();
    const { signal } = end;
    const gather = async () => {
      const gathering = await codecs.gather();
      signal.addEventListener('abort', () => gathering.close(), { once: true });
      for (const hash of hashes) {
        signal.throwIfAborted();
        try {
          const bytes = await readImage(main, hash, signal);
          await gathering.add(bytes, { asSrgb }, { signal });
        } catch (error) {
          if (signal.aborted || isAbort(error)) throw error;
          // One that cannot be read has no say; it is told when it is to be changed.
        }
        counted.done++;
      }
      return gathering;
    };
    const counted: Counted = { key, end, done: 0, gathering: Promise.resolve().then(gather) };
    return counted;
  };

  return {
    async palette(hashes, options, { signal, onProgress, asSrgb = false } = {}) {
      const key = [asSrgb, ...[...hashes].sort()].join();
      if (kept?.key !== key || kept.end.signal.aborted) {
        kept?.end.abort(new DOMException('Other images are counted now.', 'AbortError'));
        kept = count(hashes, asSrgb, key);
      }
      const mine = kept;
      const timer = setInterval(() => onProgress?.(mine.done / hashes.length), 100);
      try {
        const gathering = await mine.gathering;
        signal?.throwIfAborted();
        return await gathering.palette(options, signal ? { signal } : {});
      } catch (error) {
        if (kept === mine && !isAbort(error)) kept = undefined; // it may be tried again
        throw error;
      } finally {
        clearInterval(timer);
      }
    },
  };
}
