import { paletteToPoints, WORKING_SPACES } from '../color/working-space.ts';
import { SUMS_PER_CLUSTER } from '../constants.ts';
import { CHUNK, type Engine } from '../engine/engine.ts';
import type { PixelSource } from '../image/pixels.ts';
import { createClusters } from '../kernels/clusters.ts';
import { countOf, distinctColors } from '../kernels/distinct.ts';
import type { Histogram } from '../kernels/histogram.ts';
import { SEARCH_BITS } from '../kernels/nearest-search.ts';
import type { Space } from '../options.ts';
import type { Palette, Progress } from '../types.ts';

/** Returns how many pixels are nearest to each palette color. Without images, whole bins are assigned. */
export function* countAssignments(
  engine: Engine,
  histogram: Histogram,
  images: readonly PixelSource[],
  palette: Palette,
  space: Space,
): Generator<Progress, Float64Array> {
  const colors = palette.length / 4;
  if (images.length === 0 && histogram.binned) {
    const points = paletteToPoints(palette, WORKING_SPACES[space]);
    const clusters = { ...createClusters(engine.memory, points, []), arePalette: true };
    engine.assign(engine.pointsOf(histogram), clusters, SEARCH_BITS.samples);
    return Float64Array.from({ length: colors }, (_, c) => clusters.sums[SUMS_PER_CLUSTER * c + 4]!);
  }
  const total = images.reduce((sum, { length }) => sum + length, 0);
  engine.setPalette(palette, false);
  if (!histogram.binned) return weighDistinct(engine, histogram, colors);
  const counts = engine.memory.uint32(256).fill(0);
  let done = 0;
  for (const pixels of images) {
    for (let from = 0; from < pixels.length; from += CHUNK) {
      const loaded = engine.load(pixels, from, Math.min(from + CHUNK, pixels.length));
      engine.tally(loaded, engine.label(loaded), counts);
    }
    done += pixels.length;
    yield { stage: 'remap', done: done / total };
  }
  return Float64Array.from(counts.subarray(0, colors));
}

/** Looks up each distinct color once. */
function weighDistinct(engine: Engine, { distinct }: Histogram, colors: number): Float64Array {
  const own = distinctColors(distinct);
  const pixels = {
    length: own.length,
    width: own.length,
    height: 1,
    view: (from: number, to: number) => own.subarray(from, to),
    copy: (from: number, to: number, target: Uint32Array) => target.set(own.subarray(from, to)),
  };
  const labels = engine.label(engine.load(pixels, 0, own.length));
  const counts = new Float64Array(colors);
  own.forEach((color, i) => {
    counts[labels[i]!]! += countOf(distinct, color);
  });
  return counts;
}
