import type { Crew } from './crew.ts';
import { stepsOf } from './jobs.ts';

/** Work goes on for so many milliseconds before events get their turn: about one frame. */
const SLICE = 16;

/** One job at a time on the thread of the caller, in slices, so that its events, timers and signals are heard. */
export const INLINE: Crew = {
  kind: 'inline',
  size: 1,
  async run(call, _, { signal, onProgress }) {
    const turns = openTurns();
    const steps = stepsOf(call);
    try {
      for (let until = performance.now() + SLICE; ; ) {
        signal.throwIfAborted();
        const step = steps.next();
        if (step.done) return step.value;
        onProgress?.(step.value);
        if (performance.now() < until) continue;
        await turns.next();
        until = performance.now() + SLICE;
      }
    } finally {
      steps.return(undefined); // a job that was stopped gives back what it holds
      turns.close();
    }
  },
  async close() {},
};

/** Turns of the event loop by messages: timers are held back, in pages that are not seen to whole seconds. */
function openTurns(): { next(): Promise<void>; close(): void } {
  const { port1, port2 } = new MessageChannel();
  return {
    next: () =>
      new Promise((resolve) => {
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      }),
    close: () => port1.close(),
  };
}
