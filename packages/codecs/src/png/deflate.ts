import { zlibSync } from 'fflate';
import type { DeflateLevel } from '../wasm/deflate-stream.ts';

/** A zlib stream, and whether the deflate encoder of this package wrote it. */
export interface Deflated {
  readonly stream: Uint8Array;
  readonly isOptimized: boolean;
}

/** Returns bytes as a zlib stream. Where WebAssembly cannot run, fflate compresses them, in JavaScript. */
export async function deflate(bytes: Uint8Array, level: DeflateLevel): Promise<Deflated> {
  const { deflateWithKernel } = await import('../wasm/deflate.ts');
  const stream = await deflateWithKernel(bytes, level);
  return { stream: stream ?? zlibSync(bytes, { level: 9 }), isOptimized: stream !== undefined };
}
