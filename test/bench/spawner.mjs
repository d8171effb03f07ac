// Run by processes.ts: starts the measured processes, one at a time, and sends their output.
import { execFile } from 'node:child_process';

process.on('message', ({ command, args }) => {
  const env = { ...process.env, OMP_NUM_THREADS: '1', LC_ALL: 'C' };
  execFile(command, args, { env }, (error, stdout) => process.send({ error: error?.message, stdout }));
});
process.on('disconnect', () => process.exit());
