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

/**
 * Decodes several JPEG like `decodeWithMozJpeg`, one after another with one instance, and returns its messages.
 * @param onImage - receives each picture, which it must copy, and its index
 */
export async function decodeAllWithMozJpeg(
  files: readonly Uint8Array[],
  onImage: (image: RgbaImage, index: number) => void,
): Promise<readonly string[]> {
  const { messages } = await run('JPEG decoder', ({ decode }) => {
    for (const [index, file] of files.entries()) {
      const image = decode(file, false);
      if (!image) return null;
      onImage(image, index);
    }
    return true;
  });
  return messages;
}
