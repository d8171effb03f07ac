import { WORKING_SPACES } from '../color/working-space.ts';
import { CHUNK, type Engine } from '../engine/engine.ts';
import type { PixelSource } from '../image/pixels.ts';
import { type Importance, importanceOf, meanImportance } from '../kernels/importance.ts';
import type { Points } from '../kernels/points.ts';
import type { Space } from '../options.ts';
import type { Progress } from '../types.ts';

/** Fixed-point steps of a weight. Even the smallest weight is several steps, so rounding hardly matters. */
const PRECISION = 16;
/** Approximate number of pixels between two steps. */
const STEP = 2 ** 20;

/**
 * Returns points weighted by the 0.75th power of their pixels times their importance; single pixels are binned first.
 * The visibility of a uniform area grows more slowly than its pixels. Details need more colors, but hide errors.
 * Without `importance`, all pixels are equally important.
 */
export function perceptualPoints(
  engine: Engine,
  points: Points,
  importance: Importance | undefined,
  { arePixels, space }: { readonly arePixels: boolean; readonly space: Space },
): Points {
  const { binBits, toColor } = WORKING_SPACES[space];
  const bins = arePixels ? engine.mergePoints(points, binBits) : points;
  const weights = engine.memory.uint32(bins.size);
  const mean = importance ? meanImportance(importance) : 1;
  const important = (at: number): number => {
    if (!importance) return 1;
    const [x, y, z, t] = bins.coordinates.subarray(at, at + 4);
    return importanceOf(importance, toColor(x!, y!, z!, t!), mean);
  };
  for (let i = 0; i < bins.size; i++) {
    const root = Math.sqrt(bins.weights[i]!);
    weights[i] = Math.floor(PRECISION * root * Math.sqrt(root) * important(4 * i) + 0.5);
  }
  return { ...bins, weights };
}

/** Measures the importance of all pixels by their surroundings. */
export function* weighSurroundings(
  engine: Engine,
  images: readonly PixelSource[],
): Generator<Progress, Importance> {
  const total = images.reduce((sum, { length }) => sum + length, 0);
  engine.startImportance();
  let done = 0;
  let stepped = 0;
  for (const pixels of images) {
    const { length, width } = pixels;
    const chunk = width * Math.max(1, Math.floor(CHUNK / width));
    for (let from = 0; from < length; from += chunk) {
      const to = Math.min(from + chunk, length);
      engine.addRows(engine.load(pixels, from, to), width, from === 0, to === length);
      if (done + to - stepped < STEP) continue;
      stepped = done + to;
      yield { stage: 'histogram', done: stepped / total };
    }
    done += length;
  }
  return engine.importance();
}
