import type { IndexedImage } from '@kcolors/core';

/**
 * An order of the colors of a palette: old numbers in their new order. Translucent colors come first unless the palette is
 * kept, so that the list of alpha values, which ends with the last of them, is short.
 */
export type PaletteOrder = readonly number[];

/** The palette as it is. */
export const keptOrder = ({ palette }: IndexedImage): PaletteOrder =>
  Array.from({ length: palette.length / 4 }, (_, i) => i);

/** The order given, but for translucent colors. */
export function givenOrder({ palette }: IndexedImage): PaletteOrder {
  return translucentFirst(
    palette,
    Array.from({ length: palette.length / 4 }, (_, i) => i),
  );
}

/**
 * Colors that are often side by side get neighboring numbers: a chain that grows, at either end, by the color
 * that borders most on its end (a greedy form of Memon and Venkateswaran 1996).
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
    let most = -1;
    let atHead = false;
    for (const color of left) {
      const withHead = borders[head * count + color]!;
      const withTail = borders[tail * count + color]!;
      if (Math.max(withHead, withTail) > most) {
        most = Math.max(withHead, withTail);
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

/** How often each pair of colors is side by side or one above the other. */
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
