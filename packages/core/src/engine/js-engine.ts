import { paletteToPoints, WORKING_SPACES, type WorkingSpace } from '../color/working-space.ts';
import { assign, worstPoint } from '../kernels/assign.ts';
import { addBlurSquare } from '../kernels/blur-sums.ts';
import { type ColorCache, createCache, lookUp, setPalette } from '../kernels/color-cache.ts';
import { createDiffuser, type Diffuser, diffuseRows } from '../kernels/diffuse.ts';
import { countPixels, emptyHistogram, type GrowingHistogram } from '../kernels/histogram.ts';
import { addRows, createImportance, type GrowingImportance } from '../kernels/importance.ts';
import { mergeCosts } from '../kernels/merge-costs.ts';
import { mergePoints } from '../kernels/merge-points.ts';
import { histogramToPoints } from '../kernels/points.ts';
import { renumber } from '../kernels/renumber.ts';
import { addSamples, createSamples, type Samples, samplePoints } from '../kernels/samples.ts';
import { splitClusters } from '../kernels/split-clusters.ts';
import { tally } from '../kernels/tally.ts';
import { createTrellis, type Trellis, trellisRow } from '../kernels/trellis.ts';
import { varianceSplit } from '../kernels/variance-split.ts';
import { wardMerge } from '../kernels/ward-merge.ts';
import type { Engine } from './engine.ts';
import { createStackMemory } from './stack-memory.ts';

/** Creates the TypeScript engine: the reference for WebAssembly, and its replacement where it is missing. */
export function createJsEngine(): Engine {
  const memory = createStackMemory();
  let space: WorkingSpace = WORKING_SPACES.srgb;
  let cache: ColorCache = createCache(space);
  let histogram: GrowingHistogram;
  let importance: GrowingImportance;
  let samples: Samples;
  let colors = new Uint32Array(0);
  let points: Int16Array = new Int16Array(0);
  let diffuser: Diffuser;
  let trellis: Trellis;
  return {
    kind: 'js',
    memory,
    begin(next, size) {
      memory.start(size);
      if (next !== space) cache = createCache(next);
      space = next;
    },
    load: (source, from, to) => source.view(from, to),

    startHistogram(alpha, withBins) {
      histogram = emptyHistogram(alpha, withBins);
    },
    countPixels(pixels) {
      countPixels(histogram, pixels);
      return histogram.withBins || !histogram.binned;
    },
    counted: () => histogram,
    pointsOf: (source) => histogramToPoints(source, space, memory),

    startImportance() {
      importance = createImportance();
    },
    addRows: (pixels, width, isTop, isBottom) => addRows(importance, pixels, width, isTop, isBottom),
    importance: () => importance,

    startSamples(capacity) {
      samples = createSamples(capacity, space, memory);
    },
    addSamples: (pixels, first, stride) => addSamples(samples, pixels, first, stride),
    samplePoints: () => samplePoints(samples),

    mergePoints: (source, bits) => mergePoints(source, bits, space.opaque, memory),
    varianceSplit,
    wardMerge,

    assign: (source, clusters, bits) => assign(source, clusters, cache.search, bits),
    splitClusters: (source, clusters) => splitClusters(source, clusters, memory),
    mergeCosts: (clusters) => mergeCosts(clusters, memory),
    worstPoint,

    setPalette(palette, premultiplied) {
      setPalette(cache, palette, space, premultiplied);
      const bytes = new Uint8Array(palette);
      colors = new Uint32Array(bytes.buffer);
      points = paletteToPoints(bytes, WORKING_SPACES.srgb);
    },
    label(pixels) {
      const labels = new Uint8Array(pixels.length);
      for (let i = 0; i < pixels.length; i++) labels[i] = lookUp(cache, pixels[i]!);
      return labels;
    },
    startDiffusion(diffusion) {
      diffuser = createDiffuser(diffusion);
      cache.nearSq = diffusion.nearSq;
    },
    diffuse(pixels) {
      const labels = new Uint8Array(pixels.length);
      diffuseRows(diffuser, pixels, labels, cache);
      return labels;
    },
    startRate(plan) {
      trellis = createTrellis(plan);
    },
    rateRow(pixels, weights) {
      const labels = new Uint8Array(pixels.length);
      trellisRow(trellis, pixels, weights, labels, cache.search, space.toPoint);
      return labels;
    },
    tally: (pixels, labels, counts) => tally(pixels, labels, counts, colors, points),
    addBlurSquare: (square, sums, columns, rows) => addBlurSquare(square, sums, columns, rows, space.toPoint),
    renumber,
  };
}
