import type { IndexedImage, RgbaImage } from '@kcolors/core';
import sharp from 'sharp';

/** Returns the RGB values of an image over a gray. */
export function over({ data, width, height }: RgbaImage, gray: number): Uint8Array {
  const rgb = new Uint8Array(width * height * 3);
  for (let at = 0, pos = 0; at < rgb.length; at += 3, pos += 4) {
    const alpha = data[pos + 3]!;
    for (let channel = 0; channel < 3; channel++) {
      rgb[at + channel] = Math.round((data[pos + channel]! * alpha + gray * (255 - alpha)) / 255);
    }
  }
  return rgb;
}

/** Expands an indexed image to pixels. */
export function expand({ indices, palette, width, height }: IndexedImage): RgbaImage {
  const data = new Uint8Array(indices.length * 4);
  for (let i = 0; i < indices.length; i++) {
    data.set(palette.subarray(4 * indices[i]!, 4 * indices[i]! + 4), 4 * i);
  }
  return { data, width, height };
}

/** Writes an image over a gray as a PNG without a color profile. */
export async function writeOver(image: RgbaImage, gray: number, path: string): Promise<void> {
  const { width, height } = image;
  const raw = { width, height, channels: 3 as const };
  await sharp(over(image, gray), { raw }).png({ compressionLevel: 1 }).toFile(path);
}
