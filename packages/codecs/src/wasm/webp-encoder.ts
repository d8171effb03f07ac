import factory from '@jsquash/webp/codec/enc/webp_enc_simd.js';
import wasm from '@jsquash/webp/codec/enc/webp_enc_simd.wasm';
import { defaultOptions } from '@jsquash/webp/meta.js';
import type { RgbaImage } from '@kcolors/core';
import { createEmscriptenRunner, type EmscriptenFactory } from './emscripten.ts';

interface Exports {
  encode(
    data: Uint8Array | Uint8ClampedArray,
    width: number,
    height: number,
    options: object,
  ): Uint8Array | null;
}

const run = createEmscriptenRunner(factory as unknown as EmscriptenFactory<Exports>, wasm);

/**
 * Encodes a lossless WebP with libwebp, including hidden colors.
 * @param method - effort of libwebp, 0 to 6
 * @param quality - further effort, 0 to 100
 */
export function encodeLosslessWithLibWebp(
  image: RgbaImage,
  method: number,
  quality: number,
): Promise<Uint8Array> {
  return encode(image, { lossless: 1, exact: 1, method, quality });
}

/**
 * Encodes a lossy WebP with libwebp. Alpha is lossless.
 * @param method - effort of libwebp, 0 to 6
 * @param quality - 0 to 100; fractions count
 */
export function encodeLossyWithLibWebp(
  image: RgbaImage,
  method: number,
  quality: number,
): Promise<Uint8Array> {
  return encode(image, { method, quality });
}

async function encode(image: RgbaImage, changes: object): Promise<Uint8Array> {
  const options = { ...defaultOptions, ...changes };
  const call = (exports: Exports) => exports.encode(image.data, image.width, image.height, options);
  return (await run('WebP encoder', call)).result;
}
