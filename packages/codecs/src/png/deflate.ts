import { zlibSync } from 'fflate';
import { concatBytes, u32beBytes } from '../bytes.ts';
import type { Deflate } from '../wasm/deflate-stream.ts';
import { adler32 } from './adler32.ts';

/** Start of a zlib stream (RFC 1950): deflate with a window of 32 kB. */
const ZLIB_HEADER = Uint8Array.of(0x78, 0xda);

/** Compresses rows of pixels to zlib streams. */
export interface RowCompressor {
  readonly deflate: Deflate;
  /** Whether our own encoder runs. Where WebAssembly cannot run, fflate compresses the rows, in JavaScript. */
  readonly isOptimizing: boolean;
}

/** Returns a compressor for one picture. Its memory is freed with it. */
export async function openCompressor(): Promise<RowCompressor> {
  const { loadDeflate } = await import('../wasm/deflate.ts');
  const deflate = await loadDeflate();
  if (!deflate) return { deflate: (bytes) => zlibSync(bytes, { level: 9 }), isOptimizing: false };
  return {
    deflate: (bytes, level) => concatBytes([ZLIB_HEADER, deflate(bytes, level), u32beBytes(adler32(bytes))]),
    isOptimizing: true,
  };
}
