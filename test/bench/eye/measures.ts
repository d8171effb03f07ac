import type { RgbaImage } from '@kcolors/core';
import { oklab, type Picture, pixelsOf } from './picture.ts';

/** Numbers of pixels: where something is that has to be kept. */
export type Area = Uint32Array;

/** A sign is kept when the mean of its pixels in the result is no farther than this from that in the original, in Oklab. */
export const KEPT = 0.08;
/** An area is exact when this share of its pixels is: dithering of what is beside it may reach its rim. */
export const EXACT = 0.99;

/** The share of an area's pixels that have the same color and alpha in both pictures, 0 to 1. */
export function exactShare(original: Picture, result: Picture, area: Area): number {
  const [before, after] = [wordsOf(original), wordsOf(result)];
  return area.reduce((sum, i) => sum + (before[i] === after[i] ? 1 : 0), 0) / area.length;
}

/** How far the mean color of an area is off: a Euclidean distance in Oklab, lightness from 0 to 1. */
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

/** What became of the opaque pixels of a picture, as shares of them, 0 to 1. */
export interface Opaque {
  /** Those that are no longer opaque. */
  readonly lost: number;
  /** Those whose alpha is below 252 now. */
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
