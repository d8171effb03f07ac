import type { RgbaImage } from '@kcolors/core';
import sharp, { type OverlayOptions } from 'sharp';
import { cut, type EyeImage } from '../images.ts';
import { type Picture, pixelsOf } from '../picture.ts';
import { BACKDROP } from './scenes.ts';

const ZOOM = 2;
const GAP = 16;
const HEAD = 28;

/** A crop of an image with a title. */
export interface Tile {
  readonly title: string;
  readonly picture: Picture;
}

/**
 * Draws tiles side by side at twice their size, without interpolation, over white, or over a color to judge alpha.
 */
export async function drawTiles(
  tiles: readonly Tile[],
  image: EyeImage,
  zoom: number = ZOOM,
): Promise<Buffer> {
  const { height, width } = image.region!;
  const step = zoom * width + GAP;
  const [wide, high] = [tiles.length * step + GAP, zoom * height + HEAD + GAP];
  const titles = tiles.map(
    ({ title }, i) =>
      `<text x="${GAP + i * step + (zoom * width) / 2}" y="19" text-anchor="middle">${title}</text>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" font-family="sans-serif" font-size="14"><rect width="100%" height="100%" fill="#fff"/>${titles.join('')}</svg>`;
  const overlays = await Promise.all(
    tiles.map(
      async ({ picture }, i): Promise<OverlayOptions> => ({
        input: await enlarged(cut(pixelsOf(picture), image.region!), image.kind === 'alpha', zoom),
        left: GAP + i * step,
        top: HEAD,
      }),
    ),
  );
  return sharp(Buffer.from(svg)).composite(overlays).removeAlpha().png({ compressionLevel: 9 }).toBuffer();
}

async function enlarged(
  { data, height, width }: RgbaImage,
  isTranslucent: boolean,
  zoom: number,
): Promise<Buffer> {
  const [r, g, b] = isTranslucent ? BACKDROP : [255, 255, 255];
  const flat = await sharp(data, { raw: { width, height, channels: 4 } })
    .flatten({ background: { r, g, b } })
    .png()
    .toBuffer();
  return sharp(flat)
    .resize({ width: zoom * width, kernel: 'nearest' })
    .png()
    .toBuffer();
}
