import { readFileSync } from 'node:fs';
import { sharp } from './independent-decoders.ts';
import { gradient } from './pictures.ts';
import { writeTestBmp } from './write-test-bmp.ts';

/** A picture of the project's test fixtures. */
const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../../test/fixtures/${name}`, import.meta.url)));

const cat = fixture('skimage_chelsea.png');
const mug = await sharp(fixture('clipart_mug.png')).resize(320).png().toBuffer();

async function bmp(width: number): Promise<Uint8Array> {
  const { data, info } = await sharp(cat)
    .resize(width)
    .flip()
    .recomb([
      [0, 0, 1],
      [0, 1, 0],
      [1, 0, 0],
    ])
    .raw()
    .toBuffer({ resolveWithObject: true });
  return writeTestBmp({ width: info.width, height: info.height, bitsPerPixel: 24, pixels: data });
}

const frames = Buffer.concat([
  gradient(64, 48).data,
  gradient(64, 48).data.map((v, i) => (i % 4 === 3 ? 255 : 255 - v)),
]);

/** One file of each kind: photographs and a translucent drawing, in every format that is read. */
export async function readFiles() {
  return {
    png: cat,
    'translucent png': mug,
    'png with metadata': await tagged(sharp(cat)),
    jpeg: fixture('skimage_rocket.jpg'),
    webp: await sharp(mug).webp({ lossless: true }).toBuffer(),
    gif: await sharp(cat).resize(240).gif().toBuffer(),
    bmp: await bmp(200),
    'animated gif': await animatedGif(),
  };
}

/** The same in few pixels, for tests that compress them often; the first has more than an icon has. */
export async function readSmallFiles(): Promise<Awaited<ReturnType<typeof readFiles>>> {
  return {
    png: await sharp(cat).resize(264).png().toBuffer(),
    'translucent png': await sharp(mug).resize(96).png().toBuffer(),
    'png with metadata': await tagged(sharp(cat).resize(90)),
    jpeg: await sharp(fixture('skimage_rocket.jpg')).resize(120).jpeg({ quality: 95 }).toBuffer(),
    webp: await sharp(mug).resize(96).webp({ lossless: true }).toBuffer(),
    gif: await sharp(cat).resize(120).gif().toBuffer(),
    bmp: await bmp(100),
    'animated gif': await animatedGif(),
  };
}

const tagged = (picture: ReturnType<typeof sharp>): Promise<Buffer> =>
  picture
    .withIccProfile('p3')
    .withExif({ IFD0: { Copyright: 'somebody' } })
    .png()
    .toBuffer();

const animatedGif = (): Promise<Buffer> =>
  sharp(frames, { raw: { width: 64, height: 96, channels: 4, pageHeight: 48 } })
    .gif()
    .toBuffer();
