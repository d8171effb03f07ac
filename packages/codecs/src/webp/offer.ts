import type { IndexedImage } from '@kcolors/core';
import type { Metadata } from '../types.ts';
import { encodeIndexedWebp, MAX_SIDE } from './encode.ts';

/** Minimum saving, in percent, for a note. */
const MIN_PERCENT = 5;

/** Returns a note if the pixels of a PNG are smaller as a lossless WebP. One sentence, or none. */
export async function webpSavingNotes(
  image: IndexedImage,
  metadata: Metadata,
  bytes: number,
): Promise<readonly string[]> {
  if (Math.max(image.width, image.height) > MAX_SIDE) return [];
  const { bytes: webp } = await encodeIndexedWebp(image, metadata, 'default');
  const percent = Math.floor(100 * (1 - webp.length / bytes));
  return percent < MIN_PERCENT ? [] : [`As a WebP the same pixels would be ${percent} % smaller.`];
}
