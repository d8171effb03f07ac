// Run by cold.ts in a new process: makes the first call of core, then further calls until the code is warm.
import { existsSync, readFileSync } from 'node:fs';

const { pixels, width, height, options, warmUps, warmCalls } = JSON.parse(process.argv[2]);
const data = new Uint8Array(readFileSync(pixels));

const THREAD = '/proc/thread-self/schedstat';
const nothing = new Int32Array(new SharedArrayBuffer(4));
/**
 * Returns the CPU milliseconds of this thread; 0 if the system does not report it. The value is exact only after the
 * thread has slept.
 */
function threadMs() {
  if (!existsSync(THREAD)) return 0;
  Atomics.wait(nothing, 0, 0, 1);
  return Number(readFileSync(THREAD, 'utf8').split(' ')[0]) / 1e6;
}

/** Measures work in milliseconds: CPU time of all threads and of this one, and wall time. */
async function clocked(work) {
  const own = threadMs();
  const cpu = process.cpuUsage();
  const wall = performance.now();
  await work();
  const wallMs = performance.now() - wall;
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000, wallMs, ownMs: own && threadMs() - own };
}

threadMs(); // the first run is slow
let core;
const load = await clocked(async () => {
  core = await import('@kcolors/core');
});
const call = () => clocked(() => core.quantize({ data, width, height }, options));
const first = await call();
for (let i = 0; i < warmUps; i++) await call();
const warm = [];
for (let i = 0; i < warmCalls; i++) warm.push(await call());
console.log(JSON.stringify({ load, first, warm }));
