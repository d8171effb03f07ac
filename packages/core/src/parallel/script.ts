import { KERNELS_WASM } from '../engine/kernels-wasm.ts';
import { type Script, serve } from '../threads/index.ts';
import { coreTasks } from './tasks.ts';

/** The build puts here the text of `worker.ts` with all that it needs, and the mark that stands in it for the kernels. */
declare const WORKER_TEXT: string;
declare const KERNELS_MARK: string;

/** The script of threads that do the work of core. It loads no file. */
export const CORE_SCRIPT: Script = {
  text: () => WORKER_TEXT.replace(KERNELS_MARK, KERNELS_WASM),
  inline: (port) => serve(coreTasks(), port),
};
