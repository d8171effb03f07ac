import type { RgbaImage } from '@kcolors/core';
import { areaWhere, benchImage, drawSvg, type EyeImage, type Region } from '../images.ts';
import type { Area } from '../measures.ts';

/** A small sign in a distinct color: its color, as `#rrggbb`, and its bounding box. */
export interface Sign {
  readonly color: string;
  readonly box: Region;
}

/** An image with signs. */
export interface SignDrawing {
  readonly kind: string;
  readonly svg: string;
  readonly signs: readonly Sign[];
}

/** Minimum number of pixels of a sign that is judged. */
const MIN_PIXELS = 8;

/**
 * Renders the image and finds the pixels of its signs: those in the box with exactly the sign's color, without
 * blended edges.
 */
export async function signImage({ kind, signs, svg }: SignDrawing, seed: number): Promise<EyeImage> {
  const image = await drawSvg(svg);
  const areas = signs.map((sign) => areaOf(image, sign));
  if (areas.some(({ length }) => length < MIN_PIXELS))
    throw new Error(`A sign of ${kind} ${seed} is too small`);
  const half = seed % 2 === 0 ? 'tuning' : 'test';
  return { ...benchImage(image, `${kind} ${seed}`), kind, half, areas };
}

function areaOf(image: RgbaImage, { box, color }: Sign): Area {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const { data } = image;
  return areaWhere(
    image,
    (at, x, y) =>
      data[at] === red &&
      data[at + 1] === green &&
      data[at + 2] === blue &&
      x >= box.left &&
      x < box.left + box.width &&
      y >= box.top &&
      y < box.top + box.height,
  );
}

/** Returns the bounding box of a round sign. */
export const around = (x: number, y: number, radius: number): Region => ({
  left: Math.floor(x - radius),
  top: Math.floor(y - radius),
  width: Math.ceil(2 * radius) + 1,
  height: Math.ceil(2 * radius) + 1,
});
