import { damaged } from '../errors.ts';
import type { ColorTable } from '../image/color-table.ts';

const END_OF_ROW = 0;
const END_OF_PICTURE = 1;
const MOVE = 2;

/** Maximum number of pixels per byte: a run has 127, and large parts of a picture may be skipped. */
const MAX_PIXELS_PER_BYTE = 4096;
/** Number of pixels that may all be skipped. */
const MAY_BE_EMPTY = 2 ** 22;

/**
 * Rejects data that is far too short for its picture: filling the skipped pixels of a hundred bytes could take a second.
 * @throws {CodecError} `'damaged'`
 */
export function checkRunLength(data: Uint8Array, width: number, height: number): void {
  const pixels = width * height;
  if (pixels <= MAY_BE_EMPTY || pixels <= MAX_PIXELS_PER_BYTE * data.length) return;
  throw damaged(`The BMP is damaged: ${data.length} bytes of pixels are too few for ${width} × ${height}.`);
}

/** Destination of decoded pixels. */
export interface RunLengthTarget {
  readonly width: number;
  readonly height: number;
  readonly table: ColorTable;
  readonly out: Uint32Array;
  /** Returns the pixel in `out` at which stored row `y` starts. */
  readonly rowStart: (y: number) => number;
}

/**
 * Decodes RLE8 or RLE4 to pixels, and returns the highest palette index. Skipped pixels have index 0.
 * @throws {CodecError} `'damaged'` if the data is truncated or exceeds the picture.
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
    if (x < width && y < height) out[start + x] = pixels[value]!; // runs may extend into the padding of a row
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

/** Fills skipped pixels, which are still 0; all others are opaque. It runs last, so that truncated files fail early. */
function fillSkipped(out: Uint32Array, pixel: number): void {
  for (let at = out.indexOf(0); at >= 0; at = out.indexOf(0, at)) {
    let end = at + 1;
    while (end < out.length && out[end] === 0) end++;
    out.fill(pixel, at, end);
    at = end;
  }
}
