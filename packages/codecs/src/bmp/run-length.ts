import { damaged } from '../errors.ts';
import type { ColorTable } from '../image/color-table.ts';

const END_OF_ROW = 0;
const END_OF_PICTURE = 1;
const MOVE = 2;

/** Pixels of which a byte may tell: a run has 127, and most of a picture may be skipped. */
const MOST_PIXELS_OF_A_BYTE = 4096;
/** Pixels of a picture that may all be skipped. */
const MAY_BE_EMPTY = 2 ** 22;

/** Refuses data that is far too little for its picture: painting it would take a second for a hundred bytes. */
export function checkRunLength(data: Uint8Array, width: number, height: number): void {
  const pixels = width * height;
  if (pixels <= MAY_BE_EMPTY || pixels <= MOST_PIXELS_OF_A_BYTE * data.length) return;
  throw damaged(`The BMP is damaged: ${data.length} bytes of pixels are too few for ${width} × ${height}.`);
}

/** Where the pixels of a picture go. */
export interface RunLengthTarget {
  readonly width: number;
  readonly height: number;
  readonly table: ColorTable;
  readonly out: Uint32Array;
  /** Pixel at which a row, in the order of the file, begins in `out`. */
  readonly rowStart: (y: number) => number;
}

/**
 * Decodes RLE8 or RLE4 to pixels, and returns the highest number of a color. Pixels that are skipped have number 0. Data
 * that ends early, or leads out of the picture, is an error.
 */
export function decodeRunLength(data: Uint8Array, target: RunLengthTarget, isRle4: boolean): number {
  const { width, height, out, rowStart, table } = target;
  const { pixels } = table;
  let highest = 0;
  let x = 0;
  let y = 0;
  let start = rowStart(0);
  let at = 0;
  const put = (value: number) => {
    if (x < width && y < height) out[start + x] = pixels[value]!; // runs may end in the padding of a row
    if (value > highest) highest = value;
    x++;
  };
  for (;;) {
    if (at + 2 > data.length) throw damaged('The BMP is truncated: pixels are missing.');
    const count = data[at]!;
    const value = data[at + 1]!;
    at += 2;
    if (count > 0) {
      for (let i = 0; i < count; i++) put(isRle4 ? (i % 2 === 0 ? value >> 4 : value & 15) : value);
    } else if (value === END_OF_ROW) {
      x = 0;
      start = rowStart(++y);
    } else if (value === END_OF_PICTURE) {
      fillSkipped(out, pixels[0]!);
      return highest;
    } else if (value === MOVE) {
      x += data[at] ?? 0;
      y += data[at + 1] ?? 0;
      start = rowStart(y);
      at += 2;
    } else {
      const bytes = isRle4 ? Math.ceil(value / 2) : value;
      if (at + bytes > data.length) throw damaged('The BMP is truncated: pixels are missing.');
      for (let i = 0; i < value; i++) {
        put(isRle4 ? (data[at + (i >> 1)]! >> (i % 2 === 0 ? 4 : 0)) & 15 : data[at + i]!);
      }
      at += bytes + (bytes & 1);
    }
    if (y > height || (y === height && x > 0))
      throw damaged('The BMP is damaged: its pixels exceed the picture.');
  }
}

/** Gives pixels that no run has reached a color; all others are opaque. Done last: a file that is cut costs nothing. */
function fillSkipped(out: Uint32Array, pixel: number): void {
  for (let at = out.indexOf(0); at >= 0; at = out.indexOf(0, at)) {
    let end = at + 1;
    while (end < out.length && out[end] === 0) end++;
    out.fill(pixel, at, end);
    at = end;
  }
}
