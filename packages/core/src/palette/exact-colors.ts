import { packColor, paletteToPoints, unpackColor, WORKING_SPACES } from '../color/working-space.ts';
import { BIN_BITS } from '../constants.ts';
import { QuantizeError } from '../errors.ts';
import { countOf, distinctColors } from '../kernels/distinct.ts';
import { BIN_STRIDE, type Histogram } from '../kernels/histogram.ts';
import type { Palette, RgbaImage } from '../types.ts';
import { SPACE } from './find-colors.ts';

/** Squared distance by which rounding may move a color, and a little more, in steps of the working space. */
const ROUNDING_SQ = 3 ** 2;
const OPAQUE = 0xff000000;

/**
 * Undoes rounding of colors of flat areas: each becomes the most frequent color of the histogram that is almost equal,
 * if there is one. `found` holds the points of the colors from byte `from` on.
 */
export function makeExact(palette: Palette, from: number, found: Float64Array, histogram: Histogram): void {
  const highestCounts = new Float64Array(found.length / 4);
  const point = new Int16Array(4);
  visitColors(histogram, (color, count) => {
    SPACE.toPoint(color, point, 0);
    for (let c = 0; c < highestCounts.length; c++) {
      if (count <= highestCounts[c]!) continue;
      let square = 0;
      for (let axis = 0; axis < 3; axis++) square += (point[axis]! - found[4 * c + axis]!) ** 2;
      if (square > ROUNDING_SQ) continue;
      highestCounts[c] = count;
      unpackColor(color, palette, from + 4 * c);
    }
  });
}

/** Visits all visible colors of a histogram, made opaque. Of bins only opaque ones, at their means. */
function visitColors(
  { binned, distinct, opaque }: Histogram,
  visit: (color: number, count: number) => void,
): void {
  if (!binned) {
    for (const color of distinctColors(distinct))
      if (color >>> 24 > 0) visit((color | OPAQUE) >>> 0, countOf(distinct, color));
    return;
  }
  const mask = (1 << BIN_BITS) - 1;
  const rgba = Uint8Array.of(0, 0, 0, 255);
  for (let at = 0; at < opaque.length; at += BIN_STRIDE) {
    const count = opaque[at + 3]!;
    if (count === 0) continue;
    const bin = at / BIN_STRIDE;
    for (let i = 0; i < 3; i++) {
      const corner = 4 * ((bin >> (BIN_BITS * (2 - i))) & mask);
      rgba[i] = corner + Math.round(opaque[at + i]! / count);
    }
    visit(packColor(rgba, 0), count);
  }
}

/**
 * Moves the colors from byte `from` on to the nearest ones that occur, whatever their opacity. Ties go to the lowest
 * value.
 */
export function snapToImages(
  palette: Palette,
  from: number,
  histogram: Histogram,
  images: readonly RgbaImage[],
): void {
  if (histogram.binned && images.length === 0)
    throw new QuantizeError('option-out-of-range', 'snap', 'images, or a histogram of few colors', true);
  const centers = paletteToPoints(palette, WORKING_SPACES.oklab);
  const nearest = new Float64Array(palette.length / 4).fill(Infinity);
  const found = new Uint32Array(nearest.length);
  const point = new Int16Array(4);
  const consider = (candidate: number): void => {
    if (candidate >>> 24 === 0) return;
    const color = (candidate | 0xff000000) >>> 0;
    WORKING_SPACES.oklab.toPoint(color, point, 0);
    for (let c = from / 4; c < nearest.length; c++) {
      let square = 0;
      for (let axis = 0; axis < 4; axis++) square += (point[axis]! - centers[4 * c + axis]!) ** 2;
      if (square > nearest[c]! || (square === nearest[c] && color >= found[c]!)) continue;
      nearest[c] = square;
      found[c] = color;
    }
  };
  if (histogram.binned) {
    for (const { data } of images) {
      for (let at = 0, last = 0; at < data.length; at += 4) {
        const color = packColor(data as Uint8Array, at);
        if (color !== last) consider(color);
        last = color;
      }
    }
  } else for (const color of distinctColors(histogram.distinct)) consider(color);
  for (let c = from / 4; c < nearest.length; c++)
    if (nearest[c]! < Infinity) unpackColor(found[c]!, palette, 4 * c);
}

/**
 * Removes duplicates from a palette and fills it up to `count` with the most frequent colors. They come from the first
 * histogram that has more. Only colors from byte `from` on are removed.
 */
export function fillUp(
  palette: Palette,
  from: number,
  count: number,
  histograms: Iterable<Histogram>,
): Palette {
  const fixed = Array.from({ length: from / 4 }, (_, i) => packColor(palette, 4 * i));
  const existing = new Set<number>(fixed);
  const free: number[] = [];
  const add = (color: number): void => {
    if (existing.has(color)) return;
    existing.add(color);
    free.push(color);
  };
  for (let at = from; at < palette.length; at += 4) add(packColor(palette, at));
  if (fixed.length + free.length < count) {
    for (const histogram of histograms) {
      for (const color of byCount(histogram)) if (fixed.length + free.length < count) add(color);
    }
  }
  const filled = new Uint8Array(from + 4 * free.length);
  filled.set(palette.subarray(0, from));
  free.forEach((color, i) => {
    unpackColor(color, filled, from + 4 * i);
  });
  return filled;
}

/** Returns the visible colors of a histogram that is not binned, made opaque, most frequent first. */
function byCount({ binned, distinct }: Histogram): number[] {
  if (binned) return [];
  const counts = new Map<number, number>();
  for (const color of distinctColors(distinct)) {
    if (color >>> 24 === 0) continue;
    const opaque = (color | OPAQUE) >>> 0;
    counts.set(opaque, (counts.get(opaque) ?? 0) + countOf(distinct, color));
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([color]) => color);
}
