import wasm from '@jsquash/oxipng/codec/pkg/squoosh_oxipng_bg.wasm';
import { latin1 } from '../bytes.ts';
import { compileOnce } from './compile-once.ts';

/** Exports of the module. Its own glue code is not used, because it keeps one instance forever. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  __wbindgen_add_to_stack_pointer(bytes: number): number;
  __wbindgen_malloc(size: number, align: number): number;
  optimise(result: number, at: number, length: number, level: number, interlace: number, alpha: number): void;
}

const compile = compileOnce(wasm);

/**
 * Returns a PNG optimized by OxiPNG, not interlaced and with unchanged hidden colors; undefined if OxiPNG cannot run. Each
 * call has its own instance, so that its memory is freed afterwards.
 * @param level - OxiPNG level, 0 to 6
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
    return undefined; // out of memory, a trap, or a host that forbids WebAssembly
  }
}
