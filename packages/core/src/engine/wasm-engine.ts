import { paletteToPoints, WORKING_SPACES, type WorkingSpace } from '../color/working-space.ts';
import { HALVES_PER_CLUSTER, MAX_CLUSTERS } from '../constants.ts';
import { exactMatchesOf } from '../kernels/color-cache.ts';
import { KERNELS } from '../kernels/error-diffusion.ts';
import { addImportance, addRows, createImportance, type GrowingImportance } from '../kernels/importance.ts';
import {
  allocatePoints,
  firstPoints,
  histogramToPoints,
  type Points,
  type WriteBins,
} from '../kernels/points.ts';
import type { AlphaMode } from '../options.ts';
import type { Palette } from '../types.ts';
import { CHUNK, type Engine } from './engine.ts';
import { createJsEngine } from './js-engine.ts';
import { createStackMemory, filled } from './stack-memory.ts';
import { histogramOf, instantiate, writePalette } from './wasm-module.ts';

/** Creates an engine of WebAssembly kernels with an instance and memory of its own. */
export function createWasmEngine(): Engine {
  const kernels = instantiate();
  const memory = createStackMemory(kernels.memory, kernels.heapBase());
  let { buffer } = kernels.memory;
  const at = ({ byteOffset }: { readonly byteOffset: number }): number => byteOffset;
  let alpha: AlphaMode = 'keep';
  let counting = true; // in bins
  let pixels = 0;
  let space: WorkingSpace = WORKING_SPACES.srgb;
  let important: GrowingImportance;
  let measured = 0; // number of measured pixels
  let samples: Points;
  let isLarge = false; // uses the larger color cache
  let palette: Palette = new Uint8Array(0);
  let pixelBuffer: Uint32Array;
  let labelBuffer: Uint8Array;
  let weightBuffer: Float64Array;
  let rowWidth = 0;
  /**
   * Engine for jobs that the kernels do not support: other kinds of error diffusion, and rows too long for the memory.
   */
  let fallback: Engine | undefined;

  /** Resets the buffers of the last image: those of longer rows are in memory that may have been released. */
  const startRows = (): void => {
    pixelBuffer = new Uint32Array(buffer, kernels.PIXELS.value, CHUNK);
    labelBuffer = new Uint8Array(buffer, kernels.LABELS.value, CHUNK);
    fallback = undefined;
  };
  const createFallback = (premultiplied: boolean): Engine => {
    const engine = createJsEngine();
    engine.begin(space, 0);
    engine.setPalette(palette, premultiplied);
    return engine;
  };
  const writeBins: WriteBins = (points) =>
    kernels.binPoints(at(points.coordinates), at(points.weights), space.name === 'srgb');

  return {
    kind: 'wasm',
    memory,
    begin(next, size) {
      memory.start(size);
      isLarge = size >= LARGE;
      buffer = kernels.memory.buffer;
      space = next;
      kernels.setSpace(space.name === 'oklab');
      kernels.setOpaque(space.opaque);
      startRows();
    },
    load(source, from, to) {
      if (to - from > pixelBuffer.length) return source.view(from, to);
      source.copy(from, to, pixelBuffer);
      return pixelBuffer.subarray(0, to - from);
    },

    startHistogram(mode, withBins) {
      kernels.startHistogram(withBins);
      counting = withBins;
      alpha = mode;
      pixels = 0;
    },
    countPixels(words) {
      kernels.countPixels(at(words), words.length);
      pixels += words.length;
      return counting || kernels.isBinned() === 0;
    },
    counted: () => histogramOf(kernels, alpha, pixels),
    pointsOf: (histogram) =>
      histogram.opaque.buffer === buffer
        ? histogramToPoints(histogram, space, memory, writeBins)
        : histogramToPoints(histogram, space, memory),

    startImportance() {
      kernels.startImportance();
      important = createImportance();
      measured = 0;
    },
    addRows(words, width, isTop, isBottom) {
      if (width > CHUNK) return addRows(important, words, width, isTop, isBottom);
      measured += words.length;
      kernels.addRows(at(words), width, words.length / width, isTop, isBottom);
    },
    importance() {
      const bins = new Float64Array(buffer, kernels.IMPORTANCES.value, important.bins.length);
      const pixels = measured - bins.at(-1)!; // not fully transparent
      addImportance(important, { bins, pixels, repeated: kernels.repeatedPixels() });
      return important;
    },

    startSamples(capacity) {
      startRows();
      samples = allocatePoints(memory, capacity);
      kernels.startSamples(at(samples.coordinates), at(samples.weights));
    },
    addSamples: (words, first, stride) => kernels.addSamples(at(words), words.length, first, stride),
    samplePoints() {
      const found = firstPoints(samples, kernels.endSamples());
      return { ...found, allOpaque: kernels.areOpaque() !== 0 };
    },

    mergePoints({ coordinates, size, allOpaque, weights }, bits) {
      const merged = allocatePoints(memory, size);
      const into = [at(merged.coordinates), at(merged.weights)] as const;
      const merge = (sums: number, keys: number, slots: number, slotBits: number) =>
        kernels.mergePoints(at(coordinates), at(weights), size, bits, ...into, sums, keys, slots, slotBits);
      const mark = memory.mark();
      const room = kernels.LISTS.value;
      let count = merge(room, room + 32 * FEW_POINTS, room + 36 * FEW_POINTS, FEW_SLOT_BITS);
      if (count < 0) {
        const sums = at(memory.float64(4 * size));
        const keys = at(memory.uint32(size));
        for (let slotBits = FEW_SLOT_BITS + 2; count < 0; slotBits += 2) {
          const before = memory.mark();
          count = merge(sums, keys, at(memory.uint32(2 ** slotBits)), slotBits);
          memory.release(before);
        }
      }
      memory.release(mark);
      return { ...firstPoints(merged, count), allOpaque };
    },
    varianceSplit({ coordinates, size, weights }, count) {
      const centroids = memory.float64(4 * count);
      const mark = memory.mark();
      const order = memory.uint32(size);
      const into = [at(centroids), at(order)] as const;
      const found = kernels.varianceSplit(at(coordinates), at(weights), size, count, ...into);
      memory.release(mark);
      return centroids.subarray(0, 4 * found);
    },
    wardMerge: (centroids, weights, count) =>
      centroids.subarray(0, 4 * kernels.wardMerge(at(centroids), at(weights), weights.length, count)),

    assign: ({ coordinates, labels, size, weights }, { arePalette, centroids, count, fixed, sums }, bits) =>
      kernels.assign(
        at(coordinates),
        at(weights),
        at(labels),
        size,
        at(centroids),
        at(sums),
        fixed,
        count,
        bits,
        arePalette,
      ),
    splitClusters({ coordinates, labels, size, weights }, { centroids, count }) {
      const halves = memory.float64(HALVES_PER_CLUSTER * count);
      kernels.splitClusters(at(coordinates), at(weights), at(labels), size, at(centroids), count, at(halves));
      return halves;
    },
    mergeCosts({ centroids, count, fixed, sums }) {
      const cost = memory.float64(count);
      const partner = memory.uint32(count);
      kernels.mergeCosts(at(centroids), at(sums), fixed, count, at(cost), at(partner));
      return { cost, partner };
    },
    worstPoint: ({ coordinates, labels, size, weights }, { centroids }, cluster) =>
      kernels.worstPoint(at(coordinates), at(weights), at(labels), size, at(centroids), cluster),

    setPalette(colors, premultiplied) {
      startRows();
      palette = colors;
      const points = filled(memory.float64(4 * MAX_CLUSTERS), paletteToPoints(palette, space));
      const exact = writePalette(kernels, palette, premultiplied ? [] : [...exactMatchesOf(palette, space)]);
      kernels.setPalette(at(points), palette.length / 4, exact, premultiplied, isLarge);
    },
    label(words) {
      kernels.label(at(words), words.length, at(labelBuffer));
      return labelBuffer.subarray(0, words.length);
    },
    startDiffusion(diffusion) {
      const { nearSq, hasOpaque, keepsUniform, keepsExact, kernel, reach, serpentine, opaqueReach, width } =
        diffusion;
      const pair = 2 * width;
      const surroundings = kernels.surroundingsBytes(width);
      const needed = BYTES_A_PAIR * pair + surroundings + ALIGNMENTS;
      if (kernel !== KERNELS['floyd-steinberg'] || serpentine || needed > memory.free()) {
        fallback = createFallback(true);
        fallback.startDiffusion(diffusion);
        return;
      }
      if (pair > CHUNK) {
        pixelBuffer = memory.uint32(pair);
        labelBuffer = memory.uint8(pair);
      }
      new Int16Array(buffer, kernels.PREMULTIPLIED.value, diffusion.palette.length).set(diffusion.palette);
      const rooms = [at(memory.float64(width + 2)), at(memory.uint8(surroundings))] as const;
      const bounds = [reach, opaqueReach] as const;
      const shares = [diffusion.strength, diffusion.translucentStrength, diffusion.gradientStrength] as const;
      const exceptions = [nearSq, keepsUniform, keepsExact] as const;
      kernels.startDiffusion(width, ...shares, ...bounds, hasOpaque, ...exceptions, ...rooms);
      rowWidth = width;
    },
    diffuse(words) {
      if (fallback) return fallback.diffuse(words);
      kernels.diffuse(at(words), words.length / rowWidth, at(labelBuffer));
      return labelBuffer.subarray(0, words.length);
    },
    startRate(plan) {
      const { across, literalCosts, opacityClasses, points, startCosts, up, width } = plan;
      const shares = [plan.ahead, plan.below, plan.aheadOnGradients, plan.belowOnGradients] as const;
      const room = kernels.rateBytes(width, up.length);
      if (room + RATE_TABLES + RATE_BYTES_A_PIXEL * width > memory.free()) {
        fallback = createFallback(false);
        fallback.startRate(plan);
        return;
      }
      if (width > CHUNK) {
        pixelBuffer = memory.uint32(width);
        labelBuffer = memory.uint8(width);
      }
      weightBuffer = memory.float64(Math.ceil(width / 4));
      kernels.startRate(
        width,
        up.length,
        at(filled(memory.uint32(up.length), up)),
        at(filled(memory.uint32(across.length), across)),
        at(filled(memory.float64(startCosts.length), startCosts)),
        at(filled(memory.float64(literalCosts.length), literalCosts)),
        plan.continueCost,
        ...shares,
        plan.keepsUniform,
        at(filled(memory.int16(points.length), points)),
        at(filled(memory.uint8(opacityClasses.length), opacityClasses)),
        opacityClasses.length,
        at(memory.uint8(room)),
      );
    },
    rateRow(words, weights) {
      if (fallback) return fallback.rateRow(words, weights);
      weightBuffer.set(weights);
      kernels.rateRow(at(words), at(weightBuffer), at(labelBuffer));
      return labelBuffer.subarray(0, words.length);
    },
    tally(words, labels, counts) {
      if (fallback) return fallback.tally(words, labels, counts);
      return kernels.tally(at(words), at(labels), words.length, at(counts));
    },
    addBlurSquare: ({ labels, pixels }, { count, images, products, shares }, columns, rows) =>
      kernels.addBlurSquare(
        at(pixels),
        at(labels),
        columns,
        rows,
        count,
        at(products),
        at(images),
        at(shares),
      ),
    renumber(labels, numbers, colors) {
      const table = filled(memory.uint8(MAX_CLUSTERS), numbers);
      const room = labelBuffer.subarray(0, CHUNK);
      for (let from = 0; from < labels.length; from += CHUNK) {
        const part = labels.subarray(from, from + CHUNK);
        room.set(part);
        kernels.renumber(at(room), part.length, at(table), colors);
        part.set(room.subarray(0, part.length));
      }
    },
  };
}

/** Slots of the first table that merges points, and its maximum number of points: it fits where lists are kept. */
const FEW_SLOT_BITS = 16;
const FEW_POINTS = 2 ** (FEW_SLOT_BITS - 1);
/** Number of pixels from which a larger color cache pays. */
const LARGE = 2 ** 17;
/** Bytes per pixel of a pair of rows: itself, its label, and half of an error; and those for the alignment of arrays. */
const BYTES_A_PAIR = 9;
const ALIGNMENTS = 128;

/** Bytes of a rate-aware remap: its tables, and per pixel of a row itself, its label and a share of a weight. */
const RATE_TABLES = 2 ** 14;
const RATE_BYTES_A_PIXEL = 8;
