import wasm from '@jsquash/oxipng/codec/pkg/squoosh_oxipng_bg.wasm';
import { latin1 } from '../bytes.ts';
import { compileOnce } from './compile-once.ts';

/** What the module exports; its own glue code holds one instance for good, hence these few lines instead. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  __wbindgen_add_to_stack_pointer(bytes: number): number;
  __wbindgen_malloc(size: number, align: number): number;
  optimise(result: number, at: number, length: number, level: number, interlace: number, alpha: number): void;
}

const compile = compileOnce(wasm);

/**
 * The PNG written by OxiPNG at a level from 0 to 6, not interlaced, transparent colors untouched; undefined where it cannot
 * run, since the PNG is good without it. Each call has an instance of its own, so that its memory is free afterwards.
 */
export async function optimizeWithOxipng(png: Uint8Array, level: number): Promise<Uint8Array | undefined> {
  let exports: Exports | undefined;
  const bytes = () => new Uint8Array(exports!.memory.buffer);
  const fail = (at: number, length: number) => {
    throw new Error(latin1(bytes(), at, length));
  };
  try {
    const instance = await WebAssembly.instantiate(await compile(), { wbg: { __wbindgen_throw: fail } });
    exports = instance.exports as unknown as Exports;
    const result = exports.__wbindgen_add_to_stack_pointer(-16);
    const at = exports.__wbindgen_malloc(png.length, 1) >>> 0;
    bytes().set(png, at);
    exports.optimise(result, at, png.length, level, 0, 0);
    const view = new DataView(exports.memory.buffer);
    const start = view.getUint32(result, true);
    return bytes().slice(start, start + view.getUint32(result + 4, true));
  } catch {
    return undefined; // out of memory, a trap, or a host that lets no WebAssembly run
  }
}
