import { packColor, paletteToPoints, unpackColor } from '../color/working-space.ts';
import { distinctColors } from '../kernels/distinct.ts';
import type { Palette } from '../types.ts';
import { type ColorCounts, visitColors } from './color-counts.ts';
import { SPACE, UNIT } from './find-colors.ts';

/** A flat color this near in Oklab may be what a mean stands for. */
const FLAT_NEAR_SQ = (0.035 * UNIT) ** 2;
/** Least share of the flat color among the pixels that the mean stands for. */
const FLAT_SHARE = 0.2;
const OPAQUE = 0xff000000;

/**
 * Returns a palette whose colors from byte `from` on occur in the images: the most frequent flat color near a mean, if it
 * has a good part of its pixels; else the nearest color that occurs.
 *
 * @param weights pixels that each color of the palette stands for
 */
export function exactColors(
  palette: Palette,
  from: number,
  weights: readonly number[],
  counts: ColorCounts,
): Palette {
  const exact = palette.slice();
  const points = paletteToPoints(palette, SPACE);
  const nearest = nearestOccurring(points, from, counts);
  const flats = flatNear(points, from, counts);
  for (let c = from / 4; c < palette.length / 4; c++) {
    const flat = flats[c];
    const isFlat = flat !== undefined && flat.pixels >= FLAT_SHARE * weights[c]!;
    const color = isFlat ? flat.color : nearest[c];
    if (color) unpackColor(color, exact, 4 * c);
  }
  return exact;
}

/** Returns the most frequent flat color near each color of a palette. */
function flatNear(points: Int16Array, from: number, { flat }: ColorCounts) {
  const found: ({ color: number; pixels: number } | undefined)[] = [];
  const point = new Int16Array(4);
  for (const [color, pixels] of flat) {
    SPACE.toPoint(color, point, 0);
    for (let c = from / 4; c < points.length / 4; c++) {
      if (squareAt(points, c, point) > FLAT_NEAR_SQ) continue;
      const best = found[c];
      const isMore = !best || pixels > best.pixels || (pixels === best.pixels && color < best.color);
      if (isMore) found[c] = { color, pixels };
    }
  }
  return found;
}

/** Returns the nearest color that occurs, or one of its bin. Ties go to the lowest value. */
function nearestOccurring(
  points: Int16Array,
  from: number,
  { histogram, occurring }: ColorCounts,
): readonly (number | undefined)[] {
  const nearest = new Float64Array(points.length / 4).fill(Infinity);
  const found: (number | undefined)[] = [];
  const point = new Int16Array(4);
  const consider = (candidate: number): void => {
    if (candidate >>> 24 === 0) return;
    const color = (candidate | OPAQUE) >>> 0;
    SPACE.toPoint(color, point, 0);
    for (let c = from / 4; c < nearest.length; c++) {
      const square = squareAt(points, c, point);
      if (square > nearest[c]! || (square === nearest[c] && color >= found[c]!)) continue;
      nearest[c] = square;
      found[c] = color;
    }
  };
  if (histogram.binned) for (const color of occurring) consider(color);
  else for (const color of distinctColors(histogram.distinct)) consider(color);
  return found;
}

const squareAt = (points: Int16Array, c: number, point: Int16Array): number =>
  (point[0]! - points[4 * c]!) ** 2 +
  (point[1]! - points[4 * c + 1]!) ** 2 +
  (point[2]! - points[4 * c + 2]!) ** 2;

/** Removes duplicates from a palette. The first `from` bytes stay. */
export function withoutDuplicates(palette: Palette, from: number): Palette {
  const seen = new Set<number>();
  const kept: number[] = [];
  for (let at = 0; at < palette.length; at += 4) {
    const color = packColor(palette, at);
    if (at < from || !seen.has(color)) kept.push(...palette.subarray(at, at + 4));
    seen.add(color);
  }
  return Uint8Array.from(kept);
}

/**
 * Fills a palette up to `count` colors with the most frequent ones of the images that are not near any of it. There may
 * be none.
 */
export function fillUp(palette: Palette, count: number, reach: number, { histogram }: ColorCounts): Palette {
  if (histogram.binned || palette.length / 4 >= count) return palette;
  const colors: [color: number, count: number][] = [];
  visitColors(histogram, (color, pixels) => colors.push([color, pixels]));
  colors.sort(([a, m], [b, n]) => n - m || a - b);
  const filled = new Uint8Array(4 * count);
  const points = new Int16Array(4 * count);
  filled.set(palette);
  points.set(paletteToPoints(palette, SPACE));
  const point = new Int16Array(4);
  let size = palette.length / 4;
  const isNear = () => {
    for (let c = 0; c < size; c++) if (squareAt(points, c, point) < (reach * UNIT) ** 2) return true;
    return false;
  };
  for (const [color] of colors) {
    if (size === count) break;
    SPACE.toPoint(color, point, 0);
    if (isNear()) continue;
    unpackColor(color, filled, 4 * size);
    points.set(point, 4 * size++);
  }
  return filled.subarray(0, 4 * size);
}
