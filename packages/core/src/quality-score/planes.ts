import { xyb } from '../color/xyb.ts';
import type { IndexedImage, RgbaImage } from '../types.ts';
import type { Band, Planes } from './bands.ts';

/** Converts a band of an image on a gray background to XYB planes. */
export type Painter = (band: Band, ground: number, to: Planes) => void;

/** Multiplicative hash: 2³² divided by the golden ratio. */
const GOLDEN = 0x9e3779b1;

/** Returns the painter of an image. */
export const painterOf = (image: RgbaImage | IndexedImage): Painter =>
  'indices' in image ? indexedPainter(image) : rgbaPainter(image);

/** Whether an image has any pixel or palette color that is not opaque. */
export function isTranslucent(image: RgbaImage | IndexedImage): boolean {
  const bytes = 'indices' in image ? image.palette : image.data;
  for (let i = 3; i < bytes.length; i += 4) if (bytes[i]! < 255) return true;
  return false;
}

/** Converts each palette color once. */
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
  return ({ rows, top }, ground, [{ values: x }, { values: y }, { values: b }]) => {
    const table = tableOn(ground);
    const from = top * width;
    for (let i = 0; i < rows * width; i++) {
      const color = 3 * indices[from + i]!;
      x[i] = table[color]!;
      y[i] = table[color + 1]!;
      b[i] = table[color + 2]!;
    }
  };
}

/** Bits of a slot number in the cache of converted colors. Roots are slow, and colors recur. */
const KEPT_BITS = 14;

/** Converts a color only if it is not in the cache. */
function rgbaPainter({ data, width }: RgbaImage): Painter {
  const colors = new Float32Array(3 << KEPT_BITS);
  const words = new Float64Array(1 << KEPT_BITS);
  let kept = -1;
  return ({ rows, top }, ground, [{ values: x }, { values: y }, { values: b }]) => {
    if (ground !== kept) words.fill(-1);
    kept = ground;
    for (let i = 0, at = 4 * top * width; i < rows * width; i++, at += 4) {
      const word = ((data[at]! * 256 + data[at + 1]!) * 256 + data[at + 2]!) * 256 + data[at + 3]!;
      const slot = Math.imul(word, GOLDEN) >>> (32 - KEPT_BITS);
      const color = 3 * slot;
      if (words[slot] !== word) {
        words[slot] = word;
        colorOn(ground, data, at, colors, color);
      }
      x[i] = colors[color]!;
      y[i] = colors[color + 1]!;
      b[i] = colors[color + 2]!;
    }
  };
}

/** Writes the XYB color of a pixel on a gray background. */
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
  xyb(on(data[at]!), on(data[at + 1]!), on(data[at + 2]!), to, offset);
}
