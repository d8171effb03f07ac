import type { RgbaImage } from '@kcolors/core';
import { oklab, type Picture, pixelsOf } from './picture.ts';

/** Indexes of the pixels of an area that has to be preserved. */
export type Area = Uint32Array;

/** Maximum distance in Oklab between the mean colors of a preserved sign in the result and in the original. */
export const KEPT = 0.08;
/** Minimum share of exact pixels in an exact area. Dithering of its surroundings may reach its edge. */
export const EXACT = 0.99;

/** Returns the share of an area's pixels with equal color and alpha in both images, 0 to 1. */
export function exactShare(original: Picture, result: Picture, area: Area): number {
  const [before, after] = [wordsOf(original), wordsOf(result)];
  return area.reduce((sum, i) => sum + (before[i] === after[i] ? 1 : 0), 0) / area.length;
}

/** Returns the shift of an area's mean color: a Euclidean distance in Oklab, with lightness from 0 to 1. */
export function meanShift(original: Picture, result: Picture, area: Area): number {
  const [before, after] = [meanOklab(original, area), meanOklab(result, area)];
  return Math.hypot(...before.map((value, axis) => after[axis]! - value));
}

function meanOklab(picture: Picture, area: Area): number[] {
  const { data } = pixelsOf(picture);
  const sum = [0, 0, 0];
  for (const i of area) {
    const color = oklab(data[4 * i]!, data[4 * i + 1]!, data[4 * i + 2]!);
    color.forEach((value, axis) => {
      sum[axis]! += value / area.length;
    });
  }
  return sum;
}

/** Changes of the opaque pixels of an image, as shares of them, 0 to 1. */
export interface Opaque {
  /** Pixels that are no longer opaque. */
  readonly lost: number;
  /** Pixels whose alpha is now below 252. */
  readonly faint: number;
}

const FAINT = 252;

export function opaqueLost(original: Picture, result: Picture): Opaque {
  const [before, after] = [pixelsOf(original).data, pixelsOf(result).data];
  let [opaque, lost, faint] = [0, 0, 0];
  for (let at = 3; at < before.length; at += 4) {
    if (before[at] !== 255) continue;
    opaque++;
    if (after[at]! < 255) lost++;
    if (after[at]! < FAINT) faint++;
  }
  return { lost: lost / (opaque || 1), faint: faint / (opaque || 1) };
}

function wordsOf(picture: Picture): Uint32Array {
  const { data }: RgbaImage = pixelsOf(picture);
  return new Uint32Array(Uint8Array.from(data).buffer);
}
