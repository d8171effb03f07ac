import { KERNELS_WASM } from '../engine/kernels-wasm.ts';
import { type Script, serve } from '../threads/index.ts';
import { coreTasks } from './tasks.ts';

/** The build inserts the bundled text of `worker.ts`, and the placeholder in it for the WebAssembly kernels. */
declare const WORKER_TEXT: string;
declare const KERNELS_MARK: string;

/** The script of threads that run the functions of core. It loads no file. */
export const CORE_SCRIPT: Script = {
  text: () => WORKER_TEXT.replace(KERNELS_MARK, KERNELS_WASM),
  inline: (port) => serve(coreTasks(), port),
};
