import factory from '@jsquash/webp/codec/dec/webp_dec.js';
import wasm from '@jsquash/webp/codec/dec/webp_dec.wasm';
import type { RgbaImage } from '@kcolors/core';
import { createEmscriptenRunner, type EmscriptenFactory } from './emscripten.ts';

interface Exports {
  decode(bytes: Uint8Array): RgbaImage | null;
}

const run = createEmscriptenRunner(factory as unknown as EmscriptenFactory<Exports>, wasm);

/** Decodes a still WebP with libwebp. */
export async function decodeWithLibWebp(bytes: Uint8Array): Promise<RgbaImage> {
  return (await run('WebP decoder', ({ decode }) => decode(bytes))).result;
}
