import { converter } from 'culori/fn';
import { MAX_COLORS } from '../constants.ts';
import { bytesOf } from './hex.ts';
import type { Palette } from './palette.ts';

const toOklab = converter('oklab');

/**
 * Returns the palette with at most `maxColors` different colors: those that are farthest from one another in Oklab, in
 * their order. No color is changed. The first color of the palette stays.
 * @param maxColors - @defaultValue 256
 */
export function reducePalette(palette: Palette, maxColors: number = MAX_COLORS): Palette {
  const hexes = [...new Set(palette.colors.map(({ hex }) => hex))];
  if (hexes.length <= maxColors) return palette;
  const points = hexes.map(pointOf);
  const distances = new Float64Array(hexes.length).fill(Number.POSITIVE_INFINITY);
  const kept = new Set<string>();
  let next = 0;
  while (kept.size < maxColors) {
    kept.add(hexes[next]!);
    const chosen = points[next]!;
    let farthest = -1;
    for (const [i, point] of points.entries()) {
      const distance = Math.min(distances[i]!, squaredDistance(point, chosen));
      distances[i] = distance;
      if (distance > farthest) [farthest, next] = [distance, i];
    }
  }
  return { ...palette, colors: palette.colors.filter(({ hex }) => kept.has(hex)) };
}

type Point = readonly [l: number, a: number, b: number, alpha: number];

function pointOf(hex: string): Point {
  const { l, a, b } = toOklab(hex.slice(0, 7))!;
  return [l, a, b, bytesOf(hex)[3] / 255];
}

const squaredDistance = (one: Point, other: Point): number =>
  one.reduce((sum, value, i) => sum + (value - other[i]!) ** 2, 0);
