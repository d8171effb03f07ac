import type { Histogram } from '../kernels/histogram.ts';
import { type ColorCounts, visitColors } from './color-counts.ts';
import { SPACE, UNIT } from './find-colors.ts';

/** Share of the visible pixels from which a flat color is a surface, such as the ground of a page or a card. */
const MIN_SHARE = 0.05;
/** The same share in pixel art, where edges count, too: a color of thin lines has few others. */
const MIN_SHARE_OF_ALL = 0.1;
/** Colors this near in Oklab are noise or a gradient around a color. */
const AROUND_SQ = (0.015 * UNIT) ** 2;
/** Least share of a surface among its own pixels and those of the colors around it. */
const MIN_OWN = 0.5;

/** A flat color with its point and its pixels in flat areas. */
interface Flat {
  readonly color: number;
  readonly point: Int16Array;
  readonly pixels: number;
}

/**
 * Returns the surfaces of flat graphics, the largest first, as opaque colors. They are main colors, however near to each
 * other: white cards on a light gray ground are two. A color of noise or of a gradient is none, since others around it have
 * as many pixels.
 */
export function surfacesOf(counts: ColorCounts): number[] {
  const { histogram } = counts;
  const large = largeColors(counts).map(flatOf);
  if (large.length === 0) return [];
  const around = new Float64Array(large.length);
  const point = new Int16Array(4);
  visitColors(histogram, (color, count) => {
    SPACE.toPoint(color, point, 0);
    for (const [i, each] of large.entries()) if (isNear(each.point, point)) around[i]! += count;
  });
  const others = (one: Flat) => {
    const surfaces = large.filter((other) => isNear(one.point, other.point));
    return surfaces.reduce((sum, { pixels }) => sum + pixels, 0);
  };
  return large
    .filter((each, i) => each.pixels >= MIN_OWN * (each.pixels + Math.max(0, around[i]! - others(each))))
    .sort((one, other) => other.pixels - one.pixels || one.color - other.color)
    .map(({ color }) => color);
}

/** Returns the colors of large areas, with their pixels. Those of pixel art need no neighbor of the same color. */
function largeColors({ all, flat, histogram, visible }: ColorCounts): [color: number, pixels: number][] {
  const areas = [...(all ? countsOf(histogram) : flat)].filter(([, pixels]) => pixels >= MIN_SHARE * visible);
  const found = new Map(areas);
  for (const [color, pixels] of all ?? [])
    if (pixels >= MIN_SHARE_OF_ALL * visible) found.set(color, Math.max(pixels, found.get(color) ?? 0));
  return [...found];
}

function countsOf(histogram: Histogram): Map<number, number> {
  const counts = new Map<number, number>();
  visitColors(histogram, (color, count) => counts.set(color, (counts.get(color) ?? 0) + count));
  return counts;
}

function flatOf([color, pixels]: readonly [number, number]): Flat {
  const point = new Int16Array(4);
  SPACE.toPoint(color, point, 0);
  return { color, point, pixels };
}

const isNear = (one: Int16Array, other: Int16Array): boolean =>
  (one[0]! - other[0]!) ** 2 + (one[1]! - other[1]!) ** 2 + (one[2]! - other[2]!) ** 2 <= AROUND_SQ;
