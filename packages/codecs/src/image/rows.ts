import type { IndexedImage, RgbaImage } from '@kcolors/core';

/** Returns a view of the rows from `top` up to and excluding `bottom`. */
export function rowsOf({ data, width, height }: RgbaImage, top: number, bottom: number): RgbaImage {
  const end = Math.min(bottom, height);
  return { data: data.subarray(4 * width * top, 4 * width * end), width, height: end - top };
}

/** Like `rowsOf`, for an indexed image. */
export function indexedRows(image: IndexedImage, top: number, bottom: number): IndexedImage {
  const { indices, palette, width, height } = image;
  const end = Math.min(bottom, height);
  return { indices: indices.subarray(width * top, width * end), palette, width, height: end - top };
}
