import { compressImage, encodeRgbaPng, type Quality } from '@kcolors/codecs';
import type { IndexedImage, QuantizeOptions, RgbaImage } from '@kcolors/core';

/** The result of a search for a quality, and the bytes of its file. */
interface Searched {
  readonly result: IndexedImage;
  readonly bytes: number;
}

/** Searches for a quality with the unmodified `compressImage`, from file to file. */
export async function searched(
  image: RgbaImage,
  quality: Quality,
  options: QuantizeOptions = {},
): Promise<Searched> {
  const { bytes } = await encodeRgbaPng(image, { effort: 'fast' });
  const { bytesAfter, paletteBytes, pixels } = await compressImage(bytes, {
    quality,
    quantize: options,
    format: 'png',
    ifNotSmaller: 'result',
  });
  const { data, height, width } = pixels.result;
  const numbers = new Map(Array.from(wordsOf(paletteBytes), (word, i) => [word, i]));
  const indices = Uint8Array.from(wordsOf(data), (word) => numbers.get(word)!);
  return { result: { width, height, indices, palette: paletteBytes }, bytes: bytesAfter };
}

const wordsOf = (bytes: ArrayLike<number>): Uint32Array => new Uint32Array(Uint8Array.from(bytes).buffer);
