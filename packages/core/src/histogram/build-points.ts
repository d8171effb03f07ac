import { WORKING_SPACES } from '../color/working-space.ts';
import { CHUNK, type Engine } from '../engine/engine.ts';
import type { PixelSource } from '../image/pixels.ts';
import type { Histogram } from '../kernels/histogram.ts';
import type { Importance } from '../kernels/importance.ts';
import type { Points } from '../kernels/points.ts';
import { coprime, MOST_SAMPLES, sampleStride } from '../kernels/samples.ts';
import type { ResolvedOptions, Space } from '../options.ts';
import { findSigns, type Sign } from '../signs/find-signs.ts';
import type { Progress } from '../types.ts';
import { allColors, flatColors, type OwnColors } from './own-colors.ts';
import { weighSurroundings } from './perceptual-weights.ts';

/** What is clustered. */
export interface Clusterable {
  /** All distinct colors, where they are few. */
  readonly histogram: Histogram;
  /** A point for each color or bin. */
  readonly points: Points;
  /** What matters in it to the eye; undefined where nobody asks, and where that is not known. */
  readonly importance: Importance | undefined;
  /** The points as the eye weighs them, see `pointsByLook`; found anew where they are missing. */
  readonly perceived?: Points | undefined;
  /** Colors that may be in the palette as they are; undefined where none is known. */
  readonly own: OwnColors | undefined;
  /** Small regions that stand out by their color; undefined where nobody asks, and where that is not known. */
  readonly signs?: (() => readonly Sign[]) | undefined;
  /** Pixels in all for each one that is sampled. */
  readonly perSample: number;
  /** The points of sampled pixels; asked for when the bins have done what they can, not at all without bins. */
  readonly samples: (() => Points) | undefined;
}

/** Chunks that are counted between two steps: about a million pixels. */
const STEP = 2 ** 20 / CHUNK;
/** Steps of this share of a whole spread out most evenly. */
const GOLDEN = 0.618;
/** Where there are fewer bins than this, many colors lie close together: what is sampled is clustered instead. */
const FEW_BINS = 4096;

/** What is clustered of some images. Where all pixels can be sampled there is no need for a histogram. */
export function* buildPoints(
  engine: Engine,
  images: readonly PixelSource[],
  { alpha, objective, space }: Pick<ResolvedOptions, 'alpha' | 'objective' | 'space'>,
): Generator<Progress, Clusterable> {
  const total = images.reduce((sum, { length }) => sum + length, 0);
  const few = total <= MOST_SAMPLES;
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
  const perSample = total / sampled;
  return {
    histogram,
    importance,
    points: binsOr(samples, engine.pointsOf(histogram)),
    own,
    signs,
    samples,
    perSample,
  };
}

/** What is clustered where each color is counted for itself, or nothing but a histogram is known. */
export function pointsOfColors(
  engine: Engine,
  histogram: Histogram,
): Omit<Clusterable, 'histogram' | 'importance' | 'signs'> {
  const own = histogram.binned ? undefined : allColors(histogram);
  return { points: engine.pointsOf(histogram), own, samples: undefined, perSample: 1 };
}

/** What is clustered where the samples are all pixels. */
export function pointsOfSamples(
  engine: Engine,
  samples: Points,
  space: Space,
): Omit<Clusterable, 'histogram' | 'importance' | 'own' | 'signs'> {
  const all = () => samples;
  const bins = engine.mergePoints(samples, WORKING_SPACES[space].binBits);
  return { points: binsOr(all, bins), samples: all, perSample: 1 };
}

/** Bins where there are enough, else the samples. */
export const binsOr = (samples: () => Points, bins: Points): Points =>
  bins.size < FEW_BINS ? samples() : bins;

/**
 * Adds images to the engine's histogram, chunk by chunk in an order that jumps about in each image: that there are too many
 * colors to count each for itself is found sooner if the first pixels are not all of one sky. Stops where it counts no more.
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

/** The points of some pixels of all images, evenly spread: all of them when they are few. */
export function sampleImages(engine: Engine, images: readonly PixelSource[]): Points {
  const total = images.reduce((sum, { length }) => sum + length, 0);
  const stride = sampleStride(total, images[0]?.width ?? 1);
  engine.startSamples(Math.min(total, MOST_SAMPLES));
  let next = 0; // the next sample, counted from the start of the chunk
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

/** The signs of some images, which are looked for when that is first asked. */
function signsOf(images: readonly PixelSource[], { bins }: Importance): () => readonly Sign[] {
  let signs: Sign[] | undefined;
  return () => {
    signs ??= images.flatMap((image) => findSigns(image, (bin) => bins[2 * bin + 1]!));
    return signs;
  };
}
