import type { IndexedImage } from '@kcolors/core';

/**
 * Order of the colors of a palette: old indices in their new order. Unless the palette is kept, translucent colors come
 * first, because tRNS ends with the last of them.
 */
export type PaletteOrder = readonly number[];

/** Returns the order of the unchanged palette. */
export const keptOrder = ({ palette }: IndexedImage): PaletteOrder =>
  Array.from({ length: palette.length / 4 }, (_, i) => i);

/** Returns the original order with translucent colors first. */
export function originalOrder({ palette }: IndexedImage): PaletteOrder {
  return translucentFirst(
    palette,
    Array.from({ length: palette.length / 4 }, (_, i) => i),
  );
}

/** Returns the order by luma: neighboring pixels then often have indices that are close. */
export function lumaOrder({ palette }: IndexedImage): PaletteOrder {
  const luma = (i: number) => 299 * palette[4 * i]! + 587 * palette[4 * i + 1]! + 114 * palette[4 * i + 2]!;
  const order = Array.from({ length: palette.length / 4 }, (_, i) => i);
  return translucentFirst(
    palette,
    order.sort((one, other) => luma(one) - luma(other)),
  );
}

/**
 * Returns an order in which colors that are often adjacent have adjacent indices. A chain grows at either end by the
 * color that is adjacent to that end most often (a greedy form of Memon and Venkateswaran 1996).
 */
export function neighborOrder(image: IndexedImage): PaletteOrder {
  const count = image.palette.length / 4;
  const borders = countBorders(image, count);
  const chain = [0];
  const left = new Set(Array.from({ length: count - 1 }, (_, i) => i + 1));
  while (left.size > 0) {
    const head = chain[0]!;
    const tail = chain.at(-1)!;
    let best = -1;
    let maxCount = -1;
    let atHead = false;
    for (const color of left) {
      const withHead = borders[head * count + color]!;
      const withTail = borders[tail * count + color]!;
      if (Math.max(withHead, withTail) > maxCount) {
        maxCount = Math.max(withHead, withTail);
        best = color;
        atHead = withHead > withTail;
      }
    }
    if (atHead) chain.unshift(best);
    else chain.push(best);
    left.delete(best);
  }
  return translucentFirst(image.palette, chain);
}

/** Counts for each pair of colors how often they are horizontal or vertical neighbors. */
function countBorders({ indices, width }: IndexedImage, count: number): Uint32Array {
  const borders = new Uint32Array(count * count);
  for (let i = 1; i < indices.length; i++) {
    const color = indices[i]!;
    if (i % width !== 0) borders[indices[i - 1]! * count + color]!++;
    if (i >= width) borders[indices[i - width]! * count + color]!++;
  }
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) {
      borders[a * count + b] = borders[b * count + a] = borders[a * count + b]! + borders[b * count + a]!;
    }
  }
  return borders;
}

function translucentFirst(palette: Uint8Array, order: number[]): PaletteOrder {
  const isOpaque = (i: number) => palette[4 * i + 3] === 255;
  return [...order.filter((i) => !isOpaque(i)), ...order.filter(isOpaque)];
}
