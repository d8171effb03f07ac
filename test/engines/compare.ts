import { type QuantizeOptions, type QuantizeResult, quantize, type RgbaImage } from '@kcolors/core';

/** The settings at which the engines are held against each other. */
export const SETTINGS: readonly QuantizeOptions[] = [2, 16, 256].flatMap((maxColors) =>
  [0, 1].flatMap((dither) => (['srgb', 'oklab'] as const).map((space) => ({ maxColors, dither, space }))),
);

/** An image at one setting by both engines. */
export interface Comparison {
  readonly options: QuantizeOptions;
  /** What differs, in words; `undefined` when all is equal. */
  readonly difference: string | undefined;
  /** CPU time of JavaScript over that of WebAssembly. */
  readonly ratio: number;
}

/** Runs both engines on an image at a setting. `wasmFirst` should alternate: the second finds warm caches. */
export function compareEngines(image: RgbaImage, options: QuantizeOptions, wasmFirst: boolean): Comparison {
  const run = (engine: 'wasm' | 'js') => {
    const start = process.cpuUsage();
    const result = quantize(image, { ...options, engine });
    const { user, system } = process.cpuUsage(start);
    return { result, cpu: user + system };
  };
  const first = run(wasmFirst ? 'wasm' : 'js');
  const second = run(wasmFirst ? 'js' : 'wasm');
  const [wasm, js] = wasmFirst ? [first, second] : [second, first];
  return { options, difference: differenceOf(js.result, wasm.result), ratio: js.cpu / wasm.cpu };
}

/** The first thing in which two results differ, in words. */
export function differenceOf(js: QuantizeResult, wasm: QuantizeResult): string | undefined {
  for (const name of ['palette', 'indices', 'counts'] as const) {
    if (js[name].length !== wasm[name].length) {
      return `${name}: length ${js[name].length} in JavaScript, ${wasm[name].length} in WebAssembly`;
    }
    const at = js[name].findIndex((value, i) => !Object.is(value, wasm[name][i]));
    if (at >= 0) {
      return `${name}[${at}]: ${js[name][at]} in JavaScript, ${wasm[name][at]} in WebAssembly`;
    }
  }
  for (const name of ['width', 'height', 'mse', 'inertia', 'iterations', 'converged'] as const) {
    if (!Object.is(js[name], wasm[name])) {
      return `${name}: ${js[name]} in JavaScript, ${wasm[name]} in WebAssembly`;
    }
  }
  return undefined;
}
