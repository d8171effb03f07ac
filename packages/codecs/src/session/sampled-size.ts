import type { IndexedImage } from '@kcolors/core';
import { quickSize } from '../encode.ts';
import type { IndexedFormat } from '../types.ts';

/** Most pixels that are packed to foretell the size of a file: a hundredth of a second's worth. */
const MOST_PIXELS = 2 ** 17;
/** Rows of a band. */
const BAND = 16;
/** Bytes of a file that has no pixels yet, beside 3 for each color. */
const EMPTY = 80;

/**
 * About the bytes of a picture in a format, or of one like it of `times` as many pixels. It is packed quickly: all of it where
 * it is small, else bands of its rows.
 */
export async function sampledSize(format: IndexedFormat, picture: IndexedImage, times = 1): Promise<number> {
  const bands = bandsOf(picture);
  const packed = await quickSize(format, bands);
  const empty = Math.min(packed, EMPTY + (3 * picture.palette.length) / 4);
  return Math.round(empty + ((packed - empty) * times * picture.height) / bands.height);
}

/** Bands that are evenly spread over a picture, one below the other; the picture itself where it has few pixels. */
function bandsOf(picture: IndexedImage): IndexedImage {
  const { height, indices, palette, width } = picture;
  const count = Math.max(1, Math.floor(MOST_PIXELS / (BAND * width)));
  const step = height / count;
  if (step < 2 * BAND) return picture; // more than half of it would be packed
  const sample = new Uint8Array(count * BAND * width);
  for (let i = 0; i < count; i++) {
    const top = Math.floor((i + 0.5) * step - BAND / 2);
    sample.set(indices.subarray(top * width, (top + BAND) * width), i * BAND * width);
  }
  return { width, height: count * BAND, indices: sample, palette };
}
