import type { RgbaImage } from '@kcolors/core';

/** Images of up to this many pixels are not sampled. */
const MAX_WHOLE = 2 ** 17;
/** Side of a sampled square. A multiple of 16, the largest block of a JPEG or WebP. */
const SIDE = 128;
const BLOCK = 16;
/** Maximum number of squares. */
const MAX_SQUARES = 8;

/**
 * Returns a small picture of evenly spaced squares of a large image, or the image itself if it is small. Lossy codecs
 * need about the same quality for both.
 */
export function squaresOf(image: RgbaImage): RgbaImage {
  const { height, width } = image;
  if (width * height <= MAX_WHOLE) return image;
  const wide = Math.min(SIDE, width);
  const high = Math.min(Math.floor((SIDE * SIDE) / wide), height);
  const { columns, rows } = gridOf(width / wide, height / high);
  const data = new Uint8Array(4 * columns * wide * rows * high);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const left = centered(column, columns, width, wide);
      const top = centered(row, rows, height, high);
      for (let y = 0; y < high; y++) {
        const from = 4 * ((top + y) * width + left);
        const to = 4 * ((row * high + y) * columns * wide + column * wide);
        data.set(image.data.subarray(from, from + 4 * wide), to);
      }
    }
  }
  return { data, width: columns * wide, height: rows * high };
}

/** Returns how many squares lie beside and below each other, in about the aspect ratio of the image. */
function gridOf(across: number, down: number): { readonly columns: number; readonly rows: number } {
  let best = { columns: 1, rows: 1 };
  let least = Number.POSITIVE_INFINITY;
  for (let columns = 1; columns <= MAX_SQUARES; columns++) {
    const rows = Math.floor(MAX_SQUARES / columns);
    if (columns > across || rows > down) continue;
    const distortion = Math.max((columns * down) / (rows * across), (rows * across) / (columns * down));
    const cost = distortion * (MAX_SQUARES / (columns * rows));
    if (cost < least) [best, least] = [{ columns, rows }, cost];
  }
  return best;
}

/** Returns where the square of a cell starts: in its middle, on a multiple of `BLOCK`. */
function centered(index: number, count: number, size: number, side: number): number {
  const middle = ((index + 0.5) * size) / count - side / 2;
  return Math.max(0, Math.min(size - side, BLOCK * Math.round(middle / BLOCK)));
}
