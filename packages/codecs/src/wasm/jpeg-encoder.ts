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

/**
 * Resolution of the colors beside the lightness: `'half'` in both directions (4:2:0), or `'full'` (4:4:4). `'auto'`: half
 * below a quality of 80, full from 90 on, and half in one direction (4:2:2) in between.
 */
export type Chroma = 'auto' | 'half' | 'full';

const SUBSAMPLING: Record<Chroma, object> = {
  auto: {},
  half: { auto_subsample: false, chroma_subsample: 2 },
  full: { auto_subsample: false, chroma_subsample: 1 },
};

/** Encodes a progressive JPEG with MozJPEG. Alpha is ignored. */
export async function encodeWithMozJpeg(
  image: RgbaImage,
  quality: number,
  isGray: boolean,
  chroma: Chroma = 'auto',
): Promise<Uint8Array> {
  const color = isGray ? { color_space: GRAYSCALE } : { color_space: YCBCR, ...SUBSAMPLING[chroma] };
  const options = { ...defaultOptions, quality, ...color };
  const encode = (exports: Exports) => exports.encode(image.data, image.width, image.height, options);
  return (await run('JPEG encoder', encode)).result;
}
