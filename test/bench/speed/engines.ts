import { type QuantizeOptions, quantize } from '@kcolors/core';

/** What does the work inside core: WebAssembly, or the same in plain JavaScript. */
export type Engine = 'wasm' | 'js';

/** Whether core lets its caller choose. TODO until core has engines: there is only JavaScript. */
const hasEngines = ((): boolean => {
  const blank = { data: new Uint8Array(4), width: 1, height: 1 };
  try {
    quantize(blank, engineOption('js', true));
    return true;
  } catch {
    return false;
  }
})();

export const ENGINES: readonly Engine[] = hasEngines ? ['wasm', 'js'] : ['js'];

/** The option that chooses an engine. */
export function engineOption(engine: Engine, known: boolean = hasEngines): QuantizeOptions {
  return (known ? { engine } : {}) as QuantizeOptions;
}

const TITLES: Record<Engine, string> = { wasm: 'kcolors, WebAssembly', js: 'kcolors, JavaScript' };

/** The name of its rows. */
export const engineTitle = (engine: Engine): string => TITLES[engine];

/** The engine that runs where nothing is chosen: all others are set against it. */
export const OUR_ENGINE: Engine = ENGINES[0]!;
export const OUR_TITLE: string = engineTitle(OUR_ENGINE);
