import { WORKING_SPACES } from '../color/working-space.ts';
import { CHUNK, type Engine } from '../engine/engine.ts';
import type { PixelSource } from '../image/pixels.ts';
import type { Histogram } from '../kernels/histogram.ts';
import type { Importance } from '../kernels/importance.ts';
import type { Points } from '../kernels/points.ts';
import { coprime, MAX_SAMPLES, sampleStride } from '../kernels/samples.ts';
import type { ResolvedOptions, Space } from '../options.ts';
import { findSigns, type Sign } from '../signs/find-signs.ts';
import type { Progress } from '../types.ts';
import { allColors, flatColors, type OwnColors } from './own-colors.ts';
import { weighSurroundings } from './perceptual-weights.ts';

/** Input of the clustering. */
export interface ClusterInput {
  /** Histogram of the images; binned if there are too many distinct colors. */
  readonly histogram: Histogram;
  /** A point for each color or bin. */
  readonly points: Points;
  /** Visibility of errors by color; undefined for other objectives, and if it is not known. */
  readonly importance: Importance | undefined;
  /** Points with perceptual weights, see `perceptualPointsFor`; computed on demand if missing. */
  readonly perceptual?: Points | undefined;
  /** Colors of the image that may be stored exactly; undefined if none is known. */
  readonly own: OwnColors | undefined;
  /** Signs, small regions in a rare color; undefined for other objectives, and if they are not known. */
  readonly signs?: (() => readonly Sign[]) | undefined;
  /** Pixels per sample. */
  readonly pixelsPerSample: number;
  /**
   * Points of sampled pixels for the last iterations; undefined if the points are exact colors or only a histogram is
   * known.
   */
  readonly samples: (() => Points) | undefined;
}

/** Chunks between two steps: about a million pixels. */
const STEP = 2 ** 20 / CHUNK;
/** Multiples of this share of a range are spread most evenly. */
const GOLDEN = 0.618;
/** With fewer bins than this, many colors lie close together, and the samples are clustered instead. */
const FEW_BINS = 4096;

/** Builds the input of the clustering from images. If all pixels can be sampled, no binned histogram is needed. */
export function* buildPoints(
  engine: Engine,
  images: readonly PixelSource[],
  { alpha, objective, space }: Pick<ResolvedOptions, 'alpha' | 'objective' | 'space'>,
): Generator<Progress, ClusterInput> {
  const total = images.reduce((sum, { length }) => sum + length, 0);
  const few = total <= MAX_SAMPLES;
  engine.startHistogram(alpha, !few);
  yield* countImages(engine, images);
  const histogram = engine.counted();
  const importance = objective === 'perceptual' ? yield* weighSurroundings(engine, images) : undefined;
  const signs = importance && signsOf(images, importance);
  if (!histogram.binned) return { histogram, importance, signs, ...pointsOfColors(engine, histogram) };
  const stride = sampleStride(total, images[0]?.width ?? 1);
  const sampled = Math.ceil(total / stride);
  const own = flatColors(images, sampled, stride);
  if (few)
    return {
      histogram,
      importance,
      own,
      signs,
      ...pointsOfSamples(engine, sampleImages(engine, images), space),
    };
  const samples = () => sampleImages(engine, images);
  const pixelsPerSample = total / sampled;
  return {
    histogram,
    importance,
    points: binsOr(samples, engine.pointsOf(histogram)),
    own,
    signs,
    samples,
    pixelsPerSample,
  };
}

/** Builds points from a histogram alone: of all its colors, or of its bins. */
export function pointsOfColors(
  engine: Engine,
  histogram: Histogram,
): Omit<ClusterInput, 'histogram' | 'importance' | 'signs'> {
  const own = histogram.binned ? undefined : allColors(histogram);
  return { points: engine.pointsOf(histogram), own, samples: undefined, pixelsPerSample: 1 };
}

/** Builds points from samples that include all pixels. */
export function pointsOfSamples(
  engine: Engine,
  samples: Points,
  space: Space,
): Omit<ClusterInput, 'histogram' | 'importance' | 'own' | 'signs'> {
  const all = () => samples;
  const bins = engine.mergePoints(samples, WORKING_SPACES[space].binBits);
  return { points: binsOr(all, bins), samples: all, pixelsPerSample: 1 };
}

/** Returns the bins if there are enough, else the samples. */
export const binsOr = (samples: () => Points, bins: Points): Points =>
  bins.size < FEW_BINS ? samples() : bins;

/**
 * Adds images to the engine's histogram, chunk by chunk in scattered order. Too many distinct colors are found sooner
 * than in order, where the first pixels may all be sky. Stops when the histogram no longer counts.
 */
export function* countImages(engine: Engine, images: readonly PixelSource[]): Generator<Progress, void> {
  const total = images.reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  for (const pixels of images) {
    const chunks = Math.ceil(pixels.length / CHUNK);
    const jump = coprime(Math.ceil(GOLDEN * chunks), chunks);
    for (let i = 0; i < chunks; i++) {
      const from = CHUNK * ((i * jump) % chunks);
      if (!engine.countPixels(engine.load(pixels, from, Math.min(from + CHUNK, pixels.length)))) return;
      if (i % STEP === STEP - 1)
        yield { stage: 'histogram', done: (done + Math.min((i + 1) * CHUNK, pixels.length)) / total };
    }
    done += pixels.length;
    yield { stage: 'histogram', done: total === 0 ? 1 : done / total };
  }
}

/** Returns the points of evenly spaced pixels of all images, or of all pixels if they are few. */
export function sampleImages(engine: Engine, images: readonly PixelSource[]): Points {
  const total = images.reduce((sum, { length }) => sum + length, 0);
  const stride = sampleStride(total, images[0]?.width ?? 1);
  engine.startSamples(Math.min(total, MAX_SAMPLES));
  let next = 0; // next sample, relative to the start of the chunk
  for (const pixels of images) {
    for (let from = 0; from < pixels.length; from += CHUNK) {
      const to = Math.min(from + CHUNK, pixels.length);
      if (next < to - from) {
        engine.addSamples(engine.load(pixels, from, to), next, stride);
        next += stride * Math.ceil((to - from - next) / stride);
      }
      next -= to - from;
    }
  }
  return engine.samplePoints();
}

/** Returns the signs of images, found on first use. */
function signsOf(images: readonly PixelSource[], { bins }: Importance): () => readonly Sign[] {
  let signs: Sign[] | undefined;
  return () => {
    signs ??= images.flatMap((image) => findSigns(image, (bin) => bins[2 * bin + 1]!));
    return signs;
  };
}
