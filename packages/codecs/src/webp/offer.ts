import type { IndexedImage } from '@kcolors/core';
import type { Metadata } from '../types.ts';
import { encodeIndexedWebp, MOST_PIXELS } from './encode.ts';

/** Percent of a file's bytes from which another format is worth a word. */
const WORTH = 5;

/** What is said where a PNG's very pixels take fewer bytes as a lossless WebP: one sentence, or none. */
export async function offerWebp(
  image: IndexedImage,
  metadata: Metadata,
  bytes: number,
): Promise<readonly string[]> {
  if (Math.max(image.width, image.height) > MOST_PIXELS) return [];
  const { bytes: webp } = await encodeIndexedWebp(image, metadata, 'default');
  const percent = Math.floor(100 * (1 - webp.length / bytes));
  return percent < WORTH ? [] : [`As a WebP the same pixels would be ${percent} % smaller.`];
}
