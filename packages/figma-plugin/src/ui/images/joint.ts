// Finds colors of several images together. The worker counts the colors once, and further options reuse the
// counts.
import type { PaletteEntry } from '@kcolors/codecs/request';
import type { CodecsConnection, GatheredPalette, Gathering } from '@kcolors/codecs/worker';
import type { MainConnection } from '../connect.ts';
import { isAbort } from '../page/abort.ts';

import { readImage } from './read-image.ts';

type CountOptions = NonNullable<Parameters<Gathering['add']>[1]>;
type PaletteOptions = Parameters<Gathering['palette']>[0];
type ColorsOptions = NonNullable<Parameters<Gathering['mainColors']>[0]>;

interface How {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

export interface Joint {
  /** Finds one palette for reducing all images. Its colors are in the color space of the files. */
  palette(hashes: readonly string[], options: PaletteOptions, how?: How): Promise<GatheredPalette>;
  /** Finds their main colors in sRGB, for display and export. */
  mainColors(hashes: readonly string[], options: ColorsOptions, how?: How): Promise<readonly PaletteEntry[]>;
}

const AS_STORED: CountOptions = {};
const AS_SEEN: CountOptions = { asSrgb: true, crisp: true };

interface Counted {
  readonly key: string;
  readonly end: AbortController;
  readonly gathering: Promise<Gathering>;
  done: number;
}

export function createJoint(main: MainConnection, codecs: CodecsConnection): Joint {
  let kept: Counted | undefined;

  const count = (hashes: readonly string[], options: CountOptions, key: string): Counted => {
    const end = new AbortController();
    const { signal } = end;
    const gather = async () => {
      const gathering = await codecs.gather();
      signal.addEventListener('abort', () => gathering.close(), { once: true });
      for (const hash of hashes) {
        signal.throwIfAborted();
        try {
          const bytes = await readImage(main, hash, signal);
          await gathering.add(bytes, options, { signal, transfer: true });
        } catch (error) {
          if (signal.aborted || isAbort(error)) throw error;
          // Skip an image that cannot be read: the error is reported when it is to be changed.
        }
        counted.done++;
      }
      return gathering;
    };
    const counted: Counted = { key, end, done: 0, gathering: Promise.resolve().then(gather) };
    return counted;
  };

  /** Queries the counts of these images, once they are complete. */
  const ask = async <Answer>(
    hashes: readonly string[],
    options: CountOptions,
    { signal, onProgress }: How,
    question: (gathering: Gathering) => Promise<Answer>,
  ): Promise<Answer> => {
    const key = JSON.stringify([options, ...[...hashes].sort()]);
    if (kept?.key !== key || kept.end.signal.aborted) {
      kept?.end.abort(new DOMException('Other images are counted now.', 'AbortError'));
      kept = count(hashes, options, key);
    }
    const mine = kept;
    const timer = setInterval(() => onProgress?.(mine.done / hashes.length), 100);
    try {
      const gathering = await mine.gathering;
      signal?.throwIfAborted();
      return await question(gathering);
    } catch (error) {
      if (kept === mine && !isAbort(error)) kept = undefined; // the next call tries again
      throw error;
    } finally {
      clearInterval(timer);
    }
  };

  return {
    palette: (hashes, options, how = {}) =>
      ask(hashes, AS_STORED, how, (gathering) => gathering.palette(options, stoppedBy(how))),
    mainColors: (hashes, options, how = {}) =>
      ask(hashes, AS_SEEN, how, (gathering) => gathering.mainColors(options, stoppedBy(how))),
  };
}

const stoppedBy = ({ signal }: How) => (signal ? { signal } : {});
