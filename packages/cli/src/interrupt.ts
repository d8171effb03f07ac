import type { Terminal } from './terminal.ts';

const CODE = 130; // 128 + SIGINT, as shells count

/** Runs `cleanUp` and ends the process when someone presses Ctrl-C or the system asks it to end; twice ends it at once. */
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
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  return () => {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
  };
}
