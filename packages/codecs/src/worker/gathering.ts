import type { PaletteOptions } from '@kcolors/core';
import type { ColorsOptions } from '@kcolors/core/palette';
import type { PaletteEntry } from '../types.ts';
import { type Calls, type Listener, ownBytes, type Sender } from './calls.ts';
import type { CountOptions, GatheredPalette } from './protocol.ts';

type Stoppable = Pick<Listener, 'signal'>;
type Giver = Pick<Sender, 'signal' | 'transfer'>;

/** The colors of several files, counted in a worker, for one palette that fits all of them. */
export interface Gathering {
  /** Adds a file; how many pixels were counted in all so far. */
  add(bytes: Uint8Array, options?: CountOptions, listener?: Giver): Promise<number>;
  /** The palette of all that was added, as often as options change. */
  palette(options?: PaletteOptions, listener?: Stoppable): Promise<GatheredPalette>;
  /** The main colors of all that was added, best with `crisp`. `snap` needs pixels: it is for few colors only. */
  mainColors(options?: ColorsOptions, listener?: Stoppable): Promise<readonly PaletteEntry[]>;
  /** Frees what the worker keeps. */
  close(): void;
}

/** The outside of a gathering that was begun by the request `id`. */
export function remoteGathering(calls: Calls, id: number): Gathering {
  return {
    async add(bytes, options = {}, { signal, transfer } = {}) {
      const own = ownBytes(bytes, transfer);
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
    mainColors: async (options = {}, { signal } = {}) =>
      calls.ask<'main-colors'>(
        (request) => ({ does: 'main-colors', id: request, gathering: id, options }),
        [],
        { signal },
      ).result,
    close: () => calls.tellStop(id),
  };
}
