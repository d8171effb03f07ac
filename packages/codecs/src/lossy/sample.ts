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
export const squaresOf = (image: RgbaImage): RgbaImage =>
  image.width * image.height <= MAX_WHOLE ? image : squaresAt(image, 0, 0);

/** Like `squaresOf`, but off the grid of blocks in which the file of the image may have been encoded. */
export function squaresOffGrid(image: RgbaImage): RgbaImage {
  const { height, width } = image;
  if (width <= OFF_X || height <= OFF_Y) return image;
  if (width * height > MAX_WHOLE) return squaresAt(image, OFF_X, OFF_Y);
  const [columns, rows] = [width - OFF_X, height - OFF_Y];
  const data = new Uint8Array(4 * columns * rows);
  copyRows(image, OFF_X, OFF_Y, columns, rows, data, 0, columns);
  return { data, width: columns, height: rows };
}

/** Distance from the grid of blocks: odd, since colors have half the resolution. */
const OFF_X = 3;
const OFF_Y = 5;

function squaresAt(image: RgbaImage, offX: number, offY: number): RgbaImage {
  const { height, width } = image;
  const wide = Math.min(SIDE, width);
  const high = Math.min(Math.floor((SIDE * SIDE) / wide), height);
  const { columns, rows } = gridOf(width / wide, height / high);
  const data = new Uint8Array(4 * columns * wide * rows * high);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const left = Math.min(width - wide, centered(column, columns, width, wide) + offX);
      const top = Math.min(height - high, centered(row, rows, height, high) + offY);
      copyRows(
        image,
        left,
        top,
        wide,
        high,
        data,
        row * high * columns * wide + column * wide,
        columns * wide,
      );
    }
  }
  return { data, width: columns * wide, height: rows * high };
}

/** Copies a rectangle to the pixels from `to` on of a picture with rows of `stride` pixels. */
function copyRows(
  { data, width }: RgbaImage,
  left: number,
  top: number,
  columns: number,
  rows: number,
  out: Uint8Array,
  to: number,
  stride: number,
): void {
  for (let y = 0; y < rows; y++) {
    const from = 4 * ((top + y) * width + left);
    out.set(data.subarray(from, from + 4 * columns), 4 * (to + y * stride));
  }
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
