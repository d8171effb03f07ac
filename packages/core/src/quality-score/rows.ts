import { packColor } from '../color/working-space.ts';
import { pixelsOf } from '../image/pixels.ts';
import type { IndexedImage, RgbaImage } from '../types.ts';

/** Copies `rows` rows of an image from row `top` on, as words of four bytes. */
export type RowSource = (top: number, rows: number, to: Uint32Array) => void;

/** Returns the rows of an image. */
export const rowsOf = (image: RgbaImage | IndexedImage): RowSource =>
  'indices' in image ? indexedRows(image) : rgbaRows(image);

function rgbaRows(image: RgbaImage): RowSource {
  const { copy, width } = pixelsOf(image, 'keep');
  return (top, rows, to) => copy(top * width, (top + rows) * width, to);
}

function indexedRows({ indices, palette, width }: IndexedImage): RowSource {
  const colors = Uint32Array.from({ length: palette.length / 4 }, (_, i) => packColor(palette, 4 * i));
  return (top, rows, to) => {
    for (let i = 0, from = top * width; i < rows * width; i++) to[i] = colors[indices[from + i]!]!;
  };
}

/** Whether an image has any pixel or palette color that is not opaque. */
export function isTranslucent(image: RgbaImage | IndexedImage): boolean {
  const bytes = 'indices' in image ? image.palette : image.data;
  for (let i = 3; i < bytes.length; i += 4) if (bytes[i]! < 255) return true;
  return false;
}
