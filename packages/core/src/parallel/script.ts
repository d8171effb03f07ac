import { KERNELS_WASM } from '../engine/kernels-wasm.ts';
import { type Script, serve } from '../threads/index.ts';
import { coreTasks } from './tasks.ts';
import { WORKER_PARTS } from './worker-parts.ts';

/** The script of threads that do the work of core. It loads no file. */
export const CORE_SCRIPT: Script = {
  text: () => WORKER_PARTS.join(KERNELS_WASM),
  inline: (port) => serve(coreTasks(), port),
};
