import { readFileSync } from 'node:fs';
import { sharp } from './independent-decoders.ts';
import { gradient } from './pictures.ts';
import { writeTestBmp } from './write-test-bmp.ts';

/** A picture of the project's test fixtures. */
const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../../test/fixtures/${name}`, import.meta.url)));

const cat = fixture('skimage_chelsea.png');
const mug = await sharp(fixture('clipart_mug.png')).resize(320).png().toBuffer();

async function bmp(): Promise<Uint8Array> {
  const { data, info } = await sharp(cat)
    .resize(200)
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
    'png with metadata': await sharp(cat)
      .withIccProfile('p3')
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .png()
      .toBuffer(),
    jpeg: fixture('skimage_rocket.jpg'),
    webp: await sharp(mug).webp({ lossless: true }).toBuffer(),
    gif: await sharp(cat).resize(240).gif().toBuffer(),
    bmp: await bmp(),
    'animated gif': await sharp(frames, { raw: { width: 64, height: 96, channels: 4, pageHeight: 48 } })
      .gif()
      .toBuffer(),
  };
}
