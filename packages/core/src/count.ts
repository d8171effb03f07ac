import { CHUNK, type Engine } from './engine/engine.ts';
import type { Points } from './histogram/points.ts';
import { MOST_SAMPLES, sampleStride } from './histogram/samples.ts';
import type { PixelSource } from './image/pixels.ts';
import type { Progress } from './types.ts';

/** About this many pixels are counted between two steps. */
const STEP = 2 ** 20;

/** Adds images to the engine's histogram. */
export function* countImages(engine: Engine, images: readonly PixelSource[]): Generator<Progress, void> {
  const total = images.reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  for (const pixels of images) {
    for (let from = 0; from < pixels.length; from += CHUNK) {
      const to = Math.min(from + CHUNK, pixels.length);
      engine.countPixels(engine.load(pixels, from, to));
      if (to % STEP === 0) yield { stage: 'histogram', done: (done + to) / total };
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
