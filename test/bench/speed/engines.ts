import type { QuantizeOptions } from '@kcolors/core';

/** What does the work inside core: WebAssembly, or the same in plain JavaScript. */
export type Engine = Exclude<NonNullable<QuantizeOptions['engine']>, 'auto'>;

const TITLES: Record<Engine, string> = { wasm: 'kcolors, WebAssembly', js: 'kcolors, JavaScript' };

export const ENGINES: readonly Engine[] = ['wasm', 'js'];

/** The name of its rows. */
export const engineTitle = (engine: Engine): string => TITLES[engine];

/** The engine that runs where nothing is chosen: all others are set against it. */
export const OUR_ENGINE: Engine = 'wasm';
export const OUR_TITLE: string = engineTitle(OUR_ENGINE);
