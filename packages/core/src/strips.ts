import { type Clustering, findPalette } from './cluster/find-palette.ts';
import type { Engine } from './engine/engine.ts';
import { acquireEngine, releaseEngine } from './engine/engine-pool.ts';
import {
  binsOr,
  type ClusterInput,
  countImages,
  pointsOfColors,
  pointsOfSamples,
  sampleImages,
} from './histogram/build-points.ts';
import { flatColors } from './histogram/own-colors.ts';
import { type PixelSource, pixelsOf } from './image/pixels.ts';
import { addHistogram, emptyHistogram, type Histogram } from './kernels/histogram.ts';
import { renumber } from './kernels/renumber.ts';
import { sampleStride } from './kernels/samples.ts';
import { resumeTranslucent } from './kernels/translucent.ts';
import { type QuantizeOptions, resolveOptions, type Space } from './options.ts';
import { inOrder } from './quantize.ts';
import type { Labeled } from './remap/labeled.ts';
import { remapPixels } from './remap/remap-pixels.ts';
import type { Progress, QuantizeResult, RgbaImage } from './types.ts';

/*
 * The stages of `quantize` without dithering, for callers that run them in parallel. They count strips of whole rows,
 * merge the histograms, find the colors, label the strips and join them. The bytes are those of `quantize`: counts are
 * integers, so their order does not matter, and each pixel is labeled on its own.
 */

/** A palette as plain data that can be posted to a thread. */
export type FoundColors = Clustering;
/** A labeled strip as plain data that can be posted to a thread. */
export type LabeledStrip = Labeled;

/**
 * Adds the colors of a strip to those of earlier strips and returns plain data. `counted` is changed and must not be
 * used again.
 */
export function* countStrip(
  strip: RgbaImage,
  counted: Histogram | undefined,
  options: QuantizeOptions,
): Generator<Progress, Histogram> {
  const resolved = resolveOptions(options);
  const pixels = pixelsOf(strip, resolved.alpha);
  const engine = acquireEngine(resolved, pixels.length);
  try {
    engine.startHistogram(resolved.alpha, true);
    yield* countImages(engine, [pixels]);
    const sum = counted
      ? { ...counted, translucent: resumeTranslucent(counted.translucent), withBins: true }
      : emptyHistogram(resolved.alpha, true);
    addHistogram(sum, engine.counted());
    const { keys, size, sums } = sum.translucent;
    return { ...sum, translucent: { keys, size, sums } };
  } finally {
    releaseEngine(engine);
  }
}

/** Returns the pixels that the last iterations sample, as an image of one row. */
export function sampleRow({ data, height, width }: RgbaImage): RgbaImage {
  const stride = sampleStride(width * height, width);
  const count = Math.ceil((width * height) / stride);
  const row = new Uint8Array(4 * count);
  for (let i = 0, to = 0, from = 0; i < count; i++, to += 4, from += 4 * stride) {
    row[to] = data[from]!;
    row[to + 1] = data[from + 1]!;
    row[to + 2] = data[from + 2]!;
    row[to + 3] = data[from + 3]!;
  }
  return { data: row, width: count, height: 1 };
}

/** Finds the palette of an image from its histogram and its samples. */
export function* findColors(
  histogram: Histogram,
  samples: RgbaImage,
  options: QuantizeOptions,
): Generator<Progress, FoundColors> {
  const resolved = resolveOptions(options);
  const row = pixelsOf(samples, resolved.alpha);
  const engine = acquireEngine(resolved, histogram.pixels);
  try {
    return yield* findPalette(engine, buildStripPoints(engine, histogram, row, resolved.space), resolved);
  } finally {
    releaseEngine(engine);
  }
}

/** Builds points as `buildPoints` does; a binned histogram has more pixels than can be sampled. */
function buildStripPoints(
  engine: Engine,
  histogram: Histogram,
  row: PixelSource,
  space: Space,
): ClusterInput {
  const importance = undefined;
  if (!histogram.binned) return { histogram, importance, ...pointsOfColors(engine, histogram) };
  const own = flatColors([row], row.length, 1);
  const samples = () => sampleImages(engine, [row]);
  if (row.length === histogram.pixels)
    return { histogram, importance, own, ...pointsOfSamples(engine, samples(), space) };
  const points = binsOr(samples, engine.pointsOf(histogram));
  return { histogram, importance, own, points, samples, pixelsPerSample: histogram.pixels / row.length };
}

/** Labels a strip of whole rows. */
export function* labelStrip(
  strip: RgbaImage,
  { palette }: FoundColors,
  options: QuantizeOptions,
): Generator<Progress, LabeledStrip> {
  const resolved = resolveOptions({ ...options, dither: 0, rate: 0 });
  const pixels = pixelsOf(strip, resolved.alpha);
  const engine = acquireEngine(resolved, pixels.length);
  try {
    return yield* remapPixels(engine, pixels, palette, resolved);
  } finally {
    releaseEngine(engine);
  }
}

/**
 * Returns the result. `indices` holds the labels of all strips and is renumbered in place; `strips` holds their counts
 * and costs.
 */
export function joinStrips(
  size: Pick<RgbaImage, 'height' | 'width'>,
  found: FoundColors,
  indices: Uint8Array,
  strips: readonly Pick<LabeledStrip, 'cost' | 'counts'>[],
): QuantizeResult {
  const counts = new Float64Array(found.palette.length / 4);
  let cost = 0;
  for (const strip of strips) {
    cost += strip.cost;
    strip.counts.forEach((count, i) => {
      counts[i]! += count;
    });
  }
  return inOrder(size, found, { indices, counts, cost }, renumber);
}
