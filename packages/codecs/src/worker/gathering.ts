import type { PaletteOptions } from '@kcolors/core';
import type { Calls, Listener } from './calls.ts';
import type { CountOptions, GatheredPalette } from './protocol.ts';

type Stoppable = Pick<Listener, 'signal'>;

/** The colors of several files, counted in a worker, for one palette that fits all of them. */
export interface Gathering {
  /** Adds a file; how many pixels were counted in all so far. */
  add(bytes: Uint8Array, options?: CountOptions, listener?: Stoppable): Promise<number>;
  /** The palette of all that was added, as often as options change. */
  palette(options?: PaletteOptions, listener?: Stoppable): Promise<GatheredPalette>;
  /** Frees what the worker keeps. */
  close(): void;
}

/** The outside of a gathering that was begun by the request `id`. */
export function remoteGathering(calls: Calls, id: number): Gathering {
  return {
    async add(bytes, options = {}, { signal } = {}) {
      const own = new Uint8Array(bytes);
      const { result } = calls.ask<'count'>(
        (request) => ({ does: 'count', id: request, gathering: id, bytes: own, options }),
        [own.buffer],
        { signal },
      );
      return (await result).pixels;
    },
    palette: async (options = {}, { signal } = {}) =>
      calls.ask<'find-palette'>(
        (request) => ({ does: 'find-palette', id: request, gathering: id, options }),
        [],
        { signal },
      ).result,
    close: () => calls.tellStop(id),
  };
}
