import { SUMS } from '../histogram/points.ts';
import type { Pixels } from '../image/pixels.ts';
import { type ColorCache, clearCache, lookUp } from '../nearest/color-cache.ts';
import { setPalette } from '../nearest/palette-search.ts';
import type { Clusters } from './clusters.ts';

/** Most pixels that one exact pass looks at; of more, every n-th is taken. */
export const MOST_SAMPLES: number = 2 ** 20;

/**
 * Every how many pixels a sample is taken: nothing in common with the width, so that all columns get their turn.
 */
export function sampleStride(pixels: number, width: number): number {
  let stride = Math.max(1, Math.ceil(pixels / MOST_SAMPLES));
  while (commonDivisor(stride, width) > 1) stride++;
  return stride;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/**
 * The assign step over the pixels themselves: adds every `stride`-th one to the sums of its cluster, and gives
 * their Σ|p|². Bins do not know where in them a pixel lies; this repairs it.
 */
export function assignPixels(
  images: readonly Pixels[],
  stride: number,
  clusters: Clusters,
  cache: ColorCache,
): number {
  setPalette(cache.search, clusters.centroids, clusters.count);
  clearCache(cache);
  const { indices, points } = cache;
  const { sums } = clusters;
  sums.fill(0);
  let square = 0;
  let skipped = 0; // pixels until the next sample, carried over from image to image
  for (const pixels of images) {
    const { length } = pixels;
    let i = skipped;
    for (; i < length; i += stride) {
      const slot = lookUp(cache, pixels[i]!);
      const at = SUMS * indices[slot]!;
      const x = points[4 * slot]!;
      const y = points[4 * slot + 1]!;
      const z = points[4 * slot + 2]!;
      const t = points[4 * slot + 3]!;
      square += x * x + y * y + z * z + t * t;
      sums[at]! += x;
      sums[at + 1]! += y;
      sums[at + 2]! += z;
      sums[at + 3]! += t;
      sums[at + 4]!++;
    }
    skipped = i - length;
  }
  return square;
}
