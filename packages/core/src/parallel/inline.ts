import type { Crew } from './crew.ts';
import { stepsOf } from './jobs.ts';
import { serveSession } from './serve-session.ts';
import { runInSlices } from './slices.ts';

/** Work goes on for so many milliseconds before events get their turn: about one frame. */
const SLICE = 16;

/** One job at a time on the thread of the caller, in slices, so that its events, timers and signals are heard. */
export const INLINE: Crew = {
  kind: 'inline',
  size: 1,
  run: async (call, _, watch) =>
    call.name === 'session' ? serveSession(...call.args) : runInSlices(stepsOf(call), watch, SLICE),
  async close() {},
};
