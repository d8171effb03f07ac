import { readHeader } from '@kcolors/codecs';
import type { CodecsConnection, RemoteSession } from '@kcolors/codecs/worker';
import type { MainConnection } from '../connect.ts';
import { readImage } from './read-image.ts';

/**
 * Preview sizes in pixels. An image of up to a megapixel is shown in full, a larger one at half a megapixel.
 * That is more than the window can show, and more would be noticeably slow.
 */
const [WHOLE, PART] = [2 ** 20, 2 ** 19];

/** The previewed image, opened in the worker. Only one is open at a time. */
export interface Chosen {
  /** Opens an image and returns its session; undefined when another image was requested meanwhile. */
  open(hash: string): Promise<RemoteSession | undefined>;
  close(): void;
}

export function createChosen(main: MainConnection, codecs: CodecsConnection): Chosen {
  let hash: string | undefined;
  let opening: Promise<RemoteSession> | undefined;
  let reading = new AbortController();

  const close = () => {
    reading.abort();
    opening?.then(
      (session) => session.close(),
      () => {},
    );
    opening = undefined;
    hash = undefined;
  };
  return {
    close,
    async open(wanted) {
      if (hash !== wanted || !opening) {
        close();
        hash = wanted;
        reading = new AbortController();
        const { signal } = reading;
        opening = readImage(main, wanted, signal).then((bytes) =>
          codecs.open(bytes, { shownPixels: shownPixels(bytes) }, { signal, transfer: true }),
        );
      }
      const mine = opening;
      try {
        const session = await mine;
        return mine === opening ? session : undefined;
      } catch (error) {
        if (mine !== opening) return undefined;
        opening = undefined; // the next call tries again
        throw error;
      }
    },
  };
}

function shownPixels(bytes: Uint8Array): number {
  try {
    const { width, height } = readHeader(bytes);
    return width * height > WHOLE ? PART : WHOLE;
  } catch {
    return PART; // the worker reports the error
  }
}
