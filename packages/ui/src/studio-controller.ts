import type { KcStudio } from './kc-studio.ts';
import type { StudioEngine, StudioResult } from './studio-types.ts';

export interface StudioController {
  /** The last result, which is what is shown; undefined while another is awaited. */
  readonly result: StudioResult | undefined;
  /** The result of what is asked now, once it is there; rejected when it fails. */
  current(): Promise<StudioResult>;
  /** Asks again, for instance for another picture. */
  refresh(): void;
  disconnect(): void;
}

/** Lets an engine answer what a studio asks: previews while the hand moves, the full size when it rests. */
export function connectStudio(_studio: KcStudio, _engine: StudioEngine): StudioController {
  return {
    result: undefined,
    current: () => Promise.reject(new Error('soon')),
    refresh() {},
    disconnect() {},
  };
}
