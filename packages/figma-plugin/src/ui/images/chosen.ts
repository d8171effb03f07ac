import { readHeader } from '@kcolors/codecs';
import type { CodecsConnection, RemoteSession } from '@kcolors/codecs/worker';
import type { MainConnection } from '../connect.ts';
import { readImage } from './read-image.ts';

/**
 * An image of up to a megapixel is shown with all its pixels, a larger one with half as many: more than the window has room
 * for, and drawing more would be felt.
 */
const [WHOLE, PART] = [2 ** 20, 2 ** 19];

/** The image that is looked at, opened in the worker; one at a time. */
export interface Chosen {
  /** Its session, or undefined when another was asked for meanwhile. */
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
        opening = undefined; // it may be tried again
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
    return PART; // what is wrong with it is told by the worker
  }
}
