import { paletteToPoints, WORKING_SPACES } from './color/working-space.ts';
import type { Histogram } from './histogram/histogram.ts';
import { histogramToPoints, SUMS } from './histogram/points.ts';
import type { Pixels } from './image/pixels.ts';
import { assign } from './lloyd/assign.ts';
import { createClusters } from './lloyd/clusters.ts';
import { assignPixels } from './lloyd/exact-pass.ts';
import { clearCache, createCache, lookUp, ownColors } from './nearest/color-cache.ts';
import { createPaletteSearch, setPalette } from './nearest/palette-search.ts';
import type { Space } from './options.ts';
import type { Palette } from './types.ts';

/** How many pixels are nearest to each color of a palette; whole bins when there is a histogram alone. */
export function weigh(
  histogram: Histogram,
  images: readonly Pixels[],
  palette: Palette,
  space: Space,
): Float64Array {
  const { distinct } = histogram;
  const workingSpace = WORKING_SPACES[space];
  const clusters = createClusters(paletteToPoints(palette, workingSpace), []);
  if (clusters.count === 0) return new Float64Array(0);
  const search = createPaletteSearch(5, workingSpace.opaque);
  const cache = createCache(workingSpace.toPoint, search, undefined, ownColors(palette, space));
  if (images.length > 0) {
    assignPixels(images, 1, clusters, cache);
  } else if (distinct.overflowed) {
    const points = histogramToPoints(histogram, workingSpace);
    assign(points, clusters, search, new Uint8Array(points.size));
  } else {
    setPalette(search, clusters.centroids, clusters.count);
    clearCache(cache);
    for (let i = 0; i < distinct.size; i++) {
      const index = cache.indices[lookUp(cache, distinct.colors[i]!)]!;
      clusters.sums[SUMS * index + 4]! += distinct.counts[i]!;
    }
  }
  return Float64Array.from({ length: clusters.count }, (_, c) => clusters.sums[SUMS * c + 4]!);
}
