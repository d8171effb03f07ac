import type { Engine } from './engine/engine.ts';
import type { Points } from './histogram/points.ts';
import type { PixelSource } from './image/pixels.ts';

/** Steps of a weight: the least one is this much, so that rounding hardly matters. */
const PRECISION = 8;
/** Share of pixels that equal their left neighbor from which an image is flat: photographs have less than a quarter. */
const FLAT = 0.45;
/** Pixels that are looked at in one go. */
const VIEW = 2 ** 16;

/**
 * Points, put into bins where each is a pixel, weighted by the 0.75th power of its pixels: what is seen of an even area grows more slowly than
 * its pixels, and details need the colors more. Two square roots, since powers are not the same bits everywhere.
 */
export function perceivedPoints(
  engine: Engine,
  points: Points,
  { binBits, arePixels }: { readonly binBits: number; readonly arePixels: boolean },
): Points {
  const bins = arePixels ? engine.fold(points, binBits) : points;
  const weights = engine.memory.uint32(bins.size);
  for (let i = 0; i < bins.size; i++) {
    const root = Math.sqrt(bins.weights[i]!);
    weights[i] = Math.floor(PRECISION * root * Math.sqrt(root) + 0.5);
  }
  return { ...bins, weights };
}

/** Whether an image is a drawing or a screenshot: much of it repeats the pixel before. */
export function isFlat(pixels: PixelSource): boolean {
  let same = 0;
  let before = 0;
  for (let from = 0; from < pixels.length; from += VIEW) {
    const view = pixels.view(from, Math.min(from + VIEW, pixels.length));
    for (let i = 0; i < view.length; i++) {
      const color = view[i]!;
      if (color === before) same++;
      before = color;
    }
  }
  return same >= FLAT * pixels.length;
}
