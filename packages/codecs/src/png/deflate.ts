import { zlibSync } from 'fflate';
import type { Deflate } from '../wasm/deflate-stream.ts';

/** Compresses rows of pixels. */
export interface RowCompressor {
  readonly deflate: Deflate;
  /** Whether our own encoder runs. Where WebAssembly cannot run, fflate compresses the rows, in JavaScript. */
  readonly isOptimizing: boolean;
}

/** Returns a compressor for one picture. Its memory is freed with it. */
export async function openCompressor(): Promise<RowCompressor> {
  const { loadDeflate } = await import('../wasm/deflate.ts');
  const deflate = await loadDeflate();
  return {
    deflate: deflate ?? ((bytes) => zlibSync(bytes, { level: 9 })),
    isOptimizing: deflate !== undefined,
  };
}
