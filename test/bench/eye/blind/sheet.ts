import sharp, { type OverlayOptions } from 'sharp';
import type { EyeImage } from '../images.ts';
import type { Pair } from './comparisons.ts';
import { drawTiles } from './draw.ts';

const COLUMNS = 2;
const ZOOM = 1;

interface Shown {
  readonly image: EyeImage;
  readonly pair: Pair;
}

/** Draws all crops of a comparison for a document: kcolors, the original, pngquant. */
export async function drawSheet(shown: readonly Shown[]): Promise<Buffer> {
  const rows = await Promise.all(
    shown.map(async ({ image, pair: { ours, pngquant } }) => {
      const tiles = [
        { title: `kcolors, ${kilobytes(ours.bytes)}`, picture: ours.result },
        { title: image.name.slice(0, 28), picture: image },
        { title: `pngquant, ${kilobytes(pngquant.bytes)}`, picture: pngquant.result },
      ];
      const input = await drawTiles(tiles, image, ZOOM);
      const { height, width } = await sharp(input).metadata();
      return { input, width: width!, height: height! };
    }),
  );
  const cell = {
    width: Math.max(...rows.map(({ width }) => width)),
    height: Math.max(...rows.map(({ height }) => height)),
  };
  const overlays = rows.map(
    ({ input }, i): OverlayOptions => ({
      input,
      left: (i % COLUMNS) * cell.width,
      top: Math.floor(i / COLUMNS) * cell.height,
    }),
  );
  const height = Math.ceil(rows.length / COLUMNS) * cell.height;
  const ground = sharp({
    create: { width: COLUMNS * cell.width, height, channels: 3, background: '#fff' },
  });
  return ground.composite(overlays).png({ compressionLevel: 9 }).toBuffer();
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
