import sharp, { type OverlayOptions } from 'sharp';
import { EXTRACTORS, type FoundColor } from './extractors.ts';
import type { RealResult } from './real.ts';

const THUMB = { width: 120, height: 80 };
const SWATCH = { width: 26, height: 20 };
const GAP = 8;
const HEAD = 34;

/** Draws all images with their annotated colors and those that each tool found, as PNG. */
export async function drawPalettes(results: readonly RealResult[]): Promise<Buffer> {
  const tools = Object.keys(EXTRACTORS);
  const pictures = [...new Set(results.map(({ picture }) => picture))];
  const columns = ['written down', ...tools];
  const step = 6 * SWATCH.width + 2 * GAP;
  const width = THUMB.width + 2 * GAP + columns.length * step;
  const height = HEAD + pictures.length * (THUMB.height + GAP);
  const x = (column: number) => THUMB.width + 2 * GAP + column * step;
  const y = (row: number) => HEAD + row * (THUMB.height + GAP);
  const parts = columns.map((name, i) => `<text x="${x(i)}" y="22">${name}</text>`);
  const thumbs: OverlayOptions[] = [];
  for (const [row, picture] of pictures.entries()) {
    const thumb = sharp(picture.path)
      .flatten({ background: '#fff' })
      .resize({ ...THUMB, fit: 'cover' });
    thumbs.push({ input: await thumb.png().toBuffer(), left: GAP, top: y(row) });
    parts.push(swatches(picture.colors, x(0), y(row)));
    for (const [i, tool] of tools.entries()) {
      const result = results.find((one) => one.tool === tool && one.picture === picture)!;
      parts.push(swatches(result.found, x(i + 1), y(row)));
      const hits = `${result.hits} of ${picture.colors.length}`;
      parts.push(`<text x="${x(i + 1)}" y="${y(row) + THUMB.height - 8}" fill="#666">${hits}</text>`);
    }
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>${parts.join('')}</svg>`;
  const drawn = sharp(Buffer.from(svg)).composite(thumbs);
  return drawn.png({ palette: true, effort: 10 }).toBuffer();
}

const swatches = (colors: readonly Pick<FoundColor, 'rgb'>[], left: number, top: number): string =>
  colors
    .map(({ rgb }, i) => {
      const at = `x="${left + i * SWATCH.width}" y="${top + GAP}"`;
      return `<rect ${at} width="${SWATCH.width}" height="2.2em" fill="rgb(${rgb.join()})" stroke="#ddd"/>`;
    })
    .join('');
