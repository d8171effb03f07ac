import type { RgbaImage } from '@kcolors/core';
import { Zlib } from 'fflate';
import { concatBytes } from '../bytes.ts';

const BAND = 2 ** 16; // bytes of rows that are compressed at once

/**
 * Returns the rows of an image, with filter 0, as a zlib stream. Compressing bands saves a filtered copy of the image.
 */
export function deflateRows({ data, height, width }: RgbaImage, level: 1 | 6 | 9): Uint8Array {
  const rowBytes = 4 * width;
  const rows = Math.max(1, Math.floor(BAND / rowBytes));
  const parts: Uint8Array[] = [];
  const deflate = new Zlib({ level }, (part) => void parts.push(part));
  for (let top = 0; top < height; top += rows) {
    const bottom = Math.min(height, top + rows);
    const band = new Uint8Array((bottom - top) * (1 + rowBytes));
    for (let y = top, at = 1; y < bottom; y++, at += 1 + rowBytes)
      band.set(data.subarray(y * rowBytes, (y + 1) * rowBytes), at);
    deflate.push(band, bottom === height);
  }
  return concatBytes(parts);
}
