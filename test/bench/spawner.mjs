// Run by processes.ts: starts the processes that are measured, one at a time, and sends what they print.
import { execFile } from 'node:child_process';

process.on('message', ({ command, args }) => {
  const env = { ...process.env, OMP_NUM_THREADS: '1', LC_ALL: 'C' };
  execFile(command, args, { env }, (error, stdout) => process.send({ error: error?.message, stdout }));
});
process.on('disconnect', () => process.exit());
