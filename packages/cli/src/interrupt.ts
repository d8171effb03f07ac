import type { Terminal } from './terminal.ts';

const CODE = 130; // 128 + SIGINT, as in shells
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const; // SIGHUP: the terminal is closed

/**
 * Runs `cleanUp` and ends the process on Ctrl-C, when the terminal is closed, or when the system asks it to end. A
 * second signal ends the process at once.
 */
export function onInterrupt({ err }: Terminal, cleanUp: () => Promise<void>): () => void {
  let isEnding = false;
  const end = () => {
    if (isEnding) process.exit(CODE);
    isEnding = true;
    const patience = new Promise((resolve) => setTimeout(resolve, 1000));
    void Promise.race([cleanUp().catch(() => {}), patience]).then(() => {
      err.write('kcolors: interrupted; files that were not finished are as they were\n');
      process.exit(CODE);
    });
  };
  for (const signal of SIGNALS) process.on(signal, end);
  return () => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
}
