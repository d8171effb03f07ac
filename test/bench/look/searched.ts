import { compressImage, encodeRgba, type Quality } from '@kcolors/codecs';
import type { IndexedImage, RgbaImage } from '@kcolors/core';

/** The image that a search for a quality ends with: `compressImage` as it is, file in and file out. */
export async function searched(image: RgbaImage, quality: Quality): Promise<IndexedImage> {
  const { bytes } = await encodeRgba(image, { effort: 'fast' });
  const { paletteBytes, pixels } = await compressImage(bytes, {
    quality,
    format: 'png',
    ifLarger: 'result',
  });
  const { data, height, width } = pixels.result;
  const numbers = new Map(Array.from(wordsOf(paletteBytes), (word, i) => [word, i]));
  const indices = Uint8Array.from(wordsOf(data), (word) => numbers.get(word)!);
  return { width, height, indices, palette: paletteBytes };
}

const wordsOf = (bytes: ArrayLike<number>): Uint32Array => new Uint32Array(Uint8Array.from(bytes).buffer);
