import type { RgbaImage } from '../types.ts';

/** Levels of the pyramid: full size, then four times half of it. */
const MAX_LEVELS = 5;
/** Minimum width and height of a level, except the first. */
const MIN_SIDE = 8;
/** Rows of a band: 8 on the last level. */
const BAND_ROWS = 128;
/** Maximum number of compared pixels. Of larger images some bands are compared, evenly spaced. */
const MAX_COMPARED = 2 ** 21;

/** Rows `top … top + rows − 1` of an image. */
export interface Band {
  readonly top: number;
  readonly rows: number;
}

/** One number per pixel, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** The three channels that `xyb` writes. */
export type Planes = readonly [x: Plane, y: Plane, b: Plane];

/** A band in all its sizes, the largest first. */
export type Pyramid = readonly Planes[];

/** Returns the bands of an image that are compared. */
export function bandsOf({ height, width }: Pick<RgbaImage, 'height' | 'width'>): Band[] {
  const all = Math.ceil(height / BAND_ROWS);
  const maxBands = Math.max(1, Math.floor(MAX_COMPARED / (BAND_ROWS * Math.max(1, width))));
  const count = Math.min(all, maxBands);
  return Array.from({ length: count }, (_, i) => {
    const top = BAND_ROWS * Math.floor(((i + 0.5) * all) / count);
    return { top, rows: Math.min(BAND_ROWS, height - top) };
  });
}

/** Returns how many levels of an image are compared: the first, and those of 8 × 8 pixels and more. */
export function levelsOf({ height, width }: Pick<RgbaImage, 'height' | 'width'>): number {
  let levels = 1;
  while (levels < MAX_LEVELS && Math.min(height, width) > (MIN_SIDE - 1) * 2 ** levels) levels++;
  return levels;
}

/** Allocates a pyramid for a band. Every level has at least one pixel. */
export function createPyramid(width: number, rows: number, levels: number): Pyramid {
  return Array.from({ length: levels }, (_, level): Planes => {
    const size = { width: Math.ceil(width / 2 ** level), height: Math.ceil(rows / 2 ** level) };
    const plane = () => ({ ...size, values: new Float32Array(size.width * size.height) });
    return [plane(), plane(), plane()];
  });
}

/** Fills all levels but the first with means of 2 × 2 pixels, of fewer at the right and lower edge. */
export function fillHalves(pyramid: Pyramid): void {
  for (let level = 1; level < pyramid.length; level++) {
    for (const [channel, plane] of pyramid[level]!.entries()) halve(pyramid[level - 1]![channel]!, plane);
  }
}

function halve({ height, values: source, width }: Plane, to: Plane): void {
  const { values: target } = to;
  for (let y = 0, at = 0; y < to.height; y++) {
    const row = 2 * y * width;
    const next = 2 * y + 1 < height ? row + width : row;
    const pairs = width >> 1;
    for (let x = 0, i = 0; x < pairs; x++, i += 2, at++) {
      target[at] = (source[row + i]! + source[row + i + 1]! + source[next + i]! + source[next + i + 1]!) / 4;
    }
    if (pairs < to.width) target[at++] = (source[row + width - 1]! + source[next + width - 1]!) / 2;
  }
}
