import type { RgbaImage } from '@kcolors/core';

const NEIGHBORS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;

/**
 * How much darker the rims of a result are than those of an image, where renderers filter without premultiplying: for each
 * pair of a visible pixel and a fully transparent one beside it, what the sample halfway loses of its brightness, 0 to 255.
 */
export function rimLosses(image: RgbaImage, result: Pick<RgbaImage, 'data'>): number[] {
  const { data, height, width } = image;
  const losses: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x);
      if (data[at + 3] === 0 || result.data[at + 3] === 0) continue; // seen in both
      for (const [dx, dy] of NEIGHBORS) {
        if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
        const beside = at + 4 * (dy * width + dx);
        if (data[beside + 3] === 0) losses.push(halfway(data, at, beside) - halfway(result.data, at, beside));
      }
    }
  }
  return losses;
}

const halfway = (data: ArrayLike<number>, one: number, other: number): number =>
  (brightness(data, one) + brightness(data, other)) / 2;

const brightness = (data: ArrayLike<number>, at: number): number =>
  0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
