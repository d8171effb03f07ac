// Image files of every kind that a document may contain, made from a few fixtures.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const fixture = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)));

/** A fixture at reduced size. A JPEG has a Display P3 profile. */
export async function pictureFile(name: string, format: 'png' | 'jpeg', width = 160): Promise<Uint8Array> {
  const picture = sharp(fixture(name)).resize({ width });
  const bytes = await (format === 'png'
    ? picture.png()
    : picture.withIccProfile('p3').jpeg({ quality: 95 })
  ).toBuffer();
  return new Uint8Array(bytes);
}

/** A PNG of the maximum size in Figma, several megabytes large. */
export async function largePngFile(side = 4096): Promise<Uint8Array> {
  const quarter = await sharp(fixture('skimage_coffee.png'))
    .resize(side / 4, side / 4, { fit: 'fill' })
    .toBuffer();
  const large = sharp(quarter).resize(side, side, { kernel: 'nearest' });
  return new Uint8Array(await large.png().toBuffer());
}

/** A GIF of two frames. */
export async function animatedFile(): Promise<Uint8Array> {
  const [width, height, pageHeight] = [8, 16, 8];
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) =>
    i < width * pageHeight * 3 ? 255 : 9,
  );
  const raw = { width, height, pageHeight, channels: 3 } as const;
  return new Uint8Array(
    await sharp(pixels, { raw })
      .gif({ delay: [100, 100] })
      .toBuffer(),
  );
}

/** A PNG that ends within its header. */
export const tornFile = async (): Promise<Uint8Array> =>
  (await pictureFile('skimage_coffee.png', 'png', 9)).slice(0, 25);
