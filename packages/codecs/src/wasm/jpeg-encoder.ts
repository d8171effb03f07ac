import factory from '@jsquash/jpeg/codec/enc/mozjpeg_enc.js';
import wasm from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm';
import { defaultOptions } from '@jsquash/jpeg/meta.js';
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

const GRAYSCALE = 1;
const YCBCR = 3;
const run = createEmscriptenRunner(factory as unknown as EmscriptenFactory<Exports>, wasm);

/** Encodes a progressive JPEG with MozJPEG. Alpha is ignored. */
export async function encodeWithMozJpeg(
  image: RgbaImage,
  quality: number,
  isGray: boolean,
): Promise<Uint8Array> {
  const options = { ...defaultOptions, quality, color_space: isGray ? GRAYSCALE : YCBCR };
  const encode = (exports: Exports) => exports.encode(image.data, image.width, image.height, options);
  return (await run('JPEG encoder', encode)).result;
}
