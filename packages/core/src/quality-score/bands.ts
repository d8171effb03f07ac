import type { RgbaImage } from '../types.ts';
import { type Scale, sizeAt } from './scales.ts';

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
interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** The three channels of XYB. Planes that nothing reads are empty. */
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

/** Maximum number of parts of an image that are compared. Of larger images they are evenly spaced. */
const MAX_PARTS = 8;

/** Returns parts of an image, each of adjacent bands with at most `MAX_COMPARED` pixels. */
export function partsOf({ height, width }: Pick<RgbaImage, 'height' | 'width'>): Band[][] {
  const bands = Math.ceil(height / BAND_ROWS);
  const most = Math.max(1, Math.floor(MAX_COMPARED / (BAND_ROWS * Math.max(1, width))));
  const all = Math.ceil(bands / most);
  const count = Math.min(all, MAX_PARTS);
  return Array.from({ length: count }, (_, i) => {
    const part = Math.floor(((i + 0.5) * all) / count);
    const [first, end] = [part, part + 1].map((each) => Math.floor((each * bands) / all)) as [number, number];
    return Array.from({ length: end - first }, (_, band) => {
      const top = BAND_ROWS * (first + band);
      return { top, rows: Math.min(BAND_ROWS, height - top) };
    });
  });
}

/** Returns how many levels of an image are compared: the first, and those of 8 × 8 pixels and more. */
export function levelsOf({ height, width }: Pick<RgbaImage, 'height' | 'width'>): number {
  let levels = 1;
  while (levels < MAX_LEVELS && Math.min(height, width) > (MIN_SIDE - 1) * 2 ** levels) levels++;
  return levels;
}

/** Returns `levels` sizes of a band. `row` is its first row in `scales`, and `more` the number of rows of each scale before. */
export const pyramidAt = (
  scales: readonly Scale[],
  row: number,
  rows: number,
  levels: number,
  more = 0,
): Pyramid =>
  scales.slice(0, levels).map(({ channels, width }, level): Planes => {
    const height = sizeAt(rows, level);
    const start = ((row >> level) + more) * width;
    const plane = (channel: number): Plane => ({
      width,
      height,
      values: channels[channel]?.subarray(start, start + height * width) ?? NOTHING,
    });
    return [plane(0), plane(1), plane(2)];
  });

const NOTHING = new Float32Array(0);
