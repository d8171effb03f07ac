import type { QuantizeOptions } from '@kcolors/core';

/** The engine inside core: WebAssembly, or the same algorithm in plain JavaScript. */
export type Engine = Exclude<NonNullable<QuantizeOptions['engine']>, 'auto'>;

const TITLES: Record<Engine, string> = { wasm: 'kcolors, WebAssembly', js: 'kcolors, JavaScript' };

export const ENGINES: readonly Engine[] = ['wasm', 'js'];

/** Returns the name of the engine's rows. */
export const engineTitle = (engine: Engine): string => TITLES[engine];

/** The default engine, which all others are compared with. */
export const OUR_ENGINE: Engine = 'wasm';
export const OUR_TITLE: string = engineTitle(OUR_ENGINE);
