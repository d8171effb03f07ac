import type { CodecsConnection, RemoteSession } from '@kcolors/codecs/worker';
import type { MainConnection } from '../connect.ts';
import { readImage } from './read-image.ts';

/** Most pixels that are shown: drawing more would be felt, and no window has room for them. */
const SHOWN_PIXELS = 2 ** 20;

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
          codecs.open(bytes, { shownPixels: SHOWN_PIXELS }, { signal }),
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
