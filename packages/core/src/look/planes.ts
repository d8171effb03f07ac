import type { IndexedImage, RgbaImage } from '../types.ts';
import type { Band, Planes } from './bands.ts';
import { seenColor } from './seen-color.ts';

/** Writes the colors of a band of a picture on a gray ground. */
export type Painter = (band: Band, ground: number, to: Planes) => void;

/** What paints a picture. */
export const painterOf = (image: RgbaImage | IndexedImage): Painter =>
  'indices' in image ? indexedPainter(image) : rgbaPainter(image);

/** Whether anything of a picture lets its ground through. */
export function isTranslucent(image: RgbaImage | IndexedImage): boolean {
  const bytes = 'indices' in image ? image.palette : image.data;
  for (let i = 3; i < bytes.length; i += 4) if (bytes[i]! < 255) return true;
  return false;
}

/** By a table: there are few colors. */
function indexedPainter({ indices, palette, width }: IndexedImage): Painter {
  const tables = new Map<number, Float32Array>();
  const tableOn = (ground: number): Float32Array => {
    const table = tables.get(ground) ?? new Float32Array(768);
    for (let i = 0, to = 0; i < palette.length && !tables.has(ground); i += 4, to += 3) {
      colorOn(ground, palette, i, table, to);
    }
    tables.set(ground, table);
    return table;
  };
  return ({ rows, top }, ground, { lightness, a, b }) => {
    const table = tableOn(ground);
    const from = top * width;
    for (let i = 0; i < rows * width; i++) {
      const color = 3 * indices[from + i]!;
      lightness[i] = table[color]!;
      a[i] = table[color + 1]!;
      b[i] = table[color + 2]!;
    }
  };
}

/** Neighbors are often of one color, which is converted once. */
function rgbaPainter({ data, width }: RgbaImage): Painter {
  const color = new Float32Array(3);
  return ({ rows, top }, ground, { lightness, a, b }) => {
    let last = -1;
    for (let i = 0, at = 4 * top * width; i < rows * width; i++, at += 4) {
      const word = ((data[at]! * 256 + data[at + 1]!) * 256 + data[at + 2]!) * 256 + data[at + 3]!;
      if (word !== last) colorOn(ground, data, at, color, 0);
      last = word;
      lightness[i] = color[0]!;
      a[i] = color[1]!;
      b[i] = color[2]!;
    }
  };
}

/** The color of a pixel on a gray ground, as it is seen. */
function colorOn(
  ground: number,
  data: RgbaImage['data'],
  at: number,
  to: Float32Array,
  offset: number,
): void {
  const alpha = data[at + 3]!;
  const on = (value: number) =>
    alpha === 255 ? value : Math.round((value * alpha + ground * (255 - alpha)) / 255);
  seenColor(on(data[at]!), on(data[at + 1]!), on(data[at + 2]!), to, offset);
}
