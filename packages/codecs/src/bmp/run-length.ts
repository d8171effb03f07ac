import { damaged } from '../errors.ts';

const END_OF_ROW = 0;
const END_OF_PICTURE = 1;
const MOVE = 2;

/**
 * Decodes RLE8 or RLE4 to one byte per pixel, rows in the order of the file. What is skipped keeps number 0.
 * Data that ends early, or leads out of the picture, is an error.
 */
export function decodeRunLength(
  data: Uint8Array,
  width: number,
  height: number,
  isRle4: boolean,
): Uint8Array {
  const out = new Uint8Array(width * height);
  let x = 0;
  let y = 0;
  let at = 0;
  const put = (value: number) => {
    if (x < width && y < height) out[y * width + x] = value; // runs may end in the padding of a row
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
      y++;
    } else if (value === END_OF_PICTURE) {
      return out;
    } else if (value === MOVE) {
      x += data[at] ?? 0;
      y += data[at + 1] ?? 0;
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
      throw damaged('The BMP is damaged: its pixels lead out of the picture.');
  }
}
