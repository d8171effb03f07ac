import { type IndexedImage, type Palette, type RgbaImage, remap } from '@kcolors/core';

/** Indexes pixels with at most 256 colors. Indexes follow the order of first appearance. */
export function indexPixels({ data, width, height }: RgbaImage): IndexedImage {
  const numbers = new Map<number, number>();
  const indices = new Uint8Array(width * height);
  const palette: number[] = [];
  for (let i = 0, pos = 0; i < indices.length; i++, pos += 4) {
    const r = data[pos]!;
    const g = data[pos + 1]!;
    const b = data[pos + 2]!;
    const a = data[pos + 3]!;
    const key = (r << 24) | (g << 16) | (b << 8) | a;
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      if (number > 255) throw new Error('More than 256 colors in what should be an indexed image');
      numbers.set(key, number);
      palette.push(r, g, b, a);
    }
    indices[i] = number;
  }
  return { width, height, indices, palette: Uint8Array.from(palette) };
}

/** Remaps for a quantizer that only finds a palette: every pixel gets its exact nearest color. */
export function remapTo(palette: Palette, image: RgbaImage): IndexedImage {
  return remap(image, palette, { dither: 0, space: 'srgb' });
}

/** Returns the palette bytes of colors that a peer returns as arrays of 3 or 4 numbers. */
export function paletteOf(colors: readonly (readonly number[])[]): Palette {
  return Uint8Array.from(colors.flatMap(([r, g, b, a]) => [r!, g!, b!, a ?? 255]));
}
