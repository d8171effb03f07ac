import type { IndexedImage } from '@kcolors/core';
import { quickSize } from '../encode.ts';
import type { IndexedFormat } from '../types.ts';

/** Maximum number of encoded pixels: they take about 10 ms. */
const MAX_PIXELS = 2 ** 17;
/** Rows of a band. */
const BAND = 16;
/** Bytes of a file without pixels, in addition to 3 bytes per color. */
const EMPTY = 80;

/**
 * Estimates the size of an indexed image in a format, in bytes, without its metadata. It encodes a small image at effort
 * `'fast'`, and bands of rows of a large one.
 * @param scale - multiplies the number of pixels, for a picture that is a smaller copy
 */
export async function sampledSize(format: IndexedFormat, picture: IndexedImage, scale = 1): Promise<number> {
  const bands = bandsOf(picture);
  const encoded = await quickSize(format, bands);
  const empty = Math.min(encoded, EMPTY + (3 * picture.palette.length) / 4);
  return Math.round(empty + ((encoded - empty) * scale * picture.height) / bands.height);
}

/** Returns evenly spaced bands of rows, one below the other; the picture itself if it has few pixels. */
function bandsOf(picture: IndexedImage): IndexedImage {
  const { height, indices, palette, width } = picture;
  const count = Math.max(1, Math.floor(MAX_PIXELS / (BAND * width)));
  const step = height / count;
  if (step < 2 * BAND) return picture; // the bands would be more than half of it
  const sample = new Uint8Array(count * BAND * width);
  for (let i = 0; i < count; i++) {
    const top = Math.floor((i + 0.5) * step - BAND / 2);
    sample.set(indices.subarray(top * width, (top + BAND) * width), i * BAND * width);
  }
  return { width, height: count * BAND, indices: sample, palette };
}
