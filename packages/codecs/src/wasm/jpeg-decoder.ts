import factory from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
import wasm from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm';
import type { RgbaImage } from '@kcolors/core';
import { createEmscriptenRunner, type EmscriptenFactory, type EmscriptenRun } from './emscripten.ts';

interface Exports {
  decode(bytes: Uint8Array, applyOrientation: boolean): RgbaImage | null;
}

const run = createEmscriptenRunner(factory as unknown as EmscriptenFactory<Exports>, wasm);

/** Decodes a JPEG of 1 or 3 components with MozJPEG, without applying its orientation. */
export function decodeWithMozJpeg(bytes: Uint8Array): Promise<EmscriptenRun<RgbaImage>> {
  return run('JPEG decoder', ({ decode }) => decode(bytes, false));
}
