import { compileOnce } from './compile-once.ts';
import wasm from './deflate.wasm';
import { type DeflateLevel, deflateStream } from './deflate-stream.ts';

const compile = compileOnce(wasm);

/** Returns bytes as a zlib stream, or undefined if WebAssembly cannot run. */
export async function deflateWithKernel(
  bytes: Uint8Array,
  level: DeflateLevel,
): Promise<Uint8Array | undefined> {
  try {
    return await deflateStream(await compile(), bytes, level);
  } catch {
    return undefined; // out of memory, or a host that forbids WebAssembly
  }
}
