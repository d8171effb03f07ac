import { compileOnce } from './compile-once.ts';
import wasm from './deflate.wasm';
import { createDeflate, type Deflate } from './deflate-stream.ts';

const compile = compileOnce(wasm);

/** Returns an encoder, or undefined if WebAssembly cannot run. */
export async function loadDeflate(): Promise<Deflate | undefined> {
  try {
    return await createDeflate(await compile());
  } catch {
    return undefined; // out of memory, or a host that forbids WebAssembly
  }
}
