import type { RgbaImage } from '../types.ts';

/** Levels of the pyramid: the picture, and four times half of it. */
export const LEVELS = 5;
/** Rows of a band: 4 of the last level, so that blocks of 4 × 4 never lie across two bands. */
const BAND_ROWS = 64;
/** Most pixels that are looked at: of larger pictures some bands, evenly spread. */
const MOST_PIXELS = 2 ** 21;

/** Rows `top … top + rows − 1` of a picture. */
export interface Band {
  readonly top: number;
  readonly rows: number;
}

/** Lightness, a and b of `seenColor`, row by row. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly lightness: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

/** A band and its halves, the largest first. */
export type Pyramid = readonly Planes[];

/** The bands of a picture that are looked at. */
export function bandsOf({ height, width }: Pick<RgbaImage, 'height' | 'width'>): Band[] {
  const all = Math.ceil(height / BAND_ROWS);
  const most = Math.max(1, Math.floor(MOST_PIXELS / (BAND_ROWS * Math.max(1, width))));
  const count = Math.min(all, most);
  return Array.from({ length: count }, (_, i) => {
    const top = BAND_ROWS * Math.floor(((i + 0.5) * all) / count);
    return { top, rows: Math.min(BAND_ROWS, height - top) };
  });
}

/** Room for a band of so many rows. Every level has at least one pixel. */
export function createPyramid(width: number, rows: number): Pyramid {
  const levels: Planes[] = [];
  for (let level = 0; level < LEVELS; level++) {
    const size = { width: Math.ceil(width / 2 ** level), height: Math.ceil(rows / 2 ** level) };
    const plane = () => new Float32Array(size.width * size.height);
    levels.push({ ...size, lightness: plane(), a: plane(), b: plane() });
  }
  return levels;
}

/** Fills the halves: means of 2 × 2 pixels, of fewer at the right and lower edge. */
export function fillHalves(pyramid: Pyramid): void {
  for (let level = 1; level < pyramid.length; level++) {
    const from = pyramid[level - 1]!;
    const to = pyramid[level]!;
    halve(from.lightness, to.lightness, from, to);
    halve(from.a, to.a, from, to);
    halve(from.b, to.b, from, to);
  }
}

function halve(source: Float32Array, target: Float32Array, from: Planes, to: Planes): void {
  for (let y = 0, at = 0; y < to.height; y++) {
    const row = 2 * y * from.width;
    const next = 2 * y + 1 < from.height ? row + from.width : row;
    const pairs = from.width >> 1;
    for (let x = 0, i = 0; x < pairs; x++, i += 2, at++) {
      target[at] = (source[row + i]! + source[row + i + 1]! + source[next + i]! + source[next + i + 1]!) / 4;
    }
    if (pairs < to.width) {
      const last = from.width - 1;
      target[at++] = (source[row + last]! + source[next + last]!) / 2;
    }
  }
}
