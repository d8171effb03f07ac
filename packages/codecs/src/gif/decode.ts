import { colorTable, expandRow, missingColorsNote } from '../image/color-table.ts';
import { checkDimensions } from '../limits.ts';
import { CREDENTIALS_DROPPED } from '../metadata/content-credentials.ts';
import { iccIsWhole } from '../metadata/icc.ts';
import type { DecodedImage, ImageHeader } from '../types.ts';
import { type GifFile, type GifFrame, joinBlocks, readGif } from './blocks.ts';
import { decodeLzw } from './lzw.ts';

/** First row and step of the four passes of an interlaced GIF. */
const PASSES = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2],
] as const;

/** Returns the header of a GIF in the form common to all formats. */
export function gifImageHeader({ width, height, frameCount }: GifFile): ImageHeader {
  return { format: 'gif', width, height, bitDepth: 8, animated: frameCount > 1, colorModel: 'indexed' };
}

/** Decodes the first frame of a GIF onto its canvas, which is transparent outside of the frame. */
export async function decodeGif(bytes: Uint8Array, maxPixels: number): Promise<DecodedImage> {
  const gif = readGif(bytes);
  const { width, height, frame, frameCount } = gif;
  checkDimensions(width, height, maxPixels);
  checkDimensions(frame.width, frame.height, maxPixels);
  const indices = decodeLzw(joinBlocks(bytes, frame.dataAt), frame.minCodeSize, frame.width * frame.height);
  const data = new Uint8Array(width * height * 4);
  const hasMissingColors = drawFrame(frame, indices, data, width);
  const notes = [...gif.notes];
  if (hasMissingColors) notes.push(missingColorsNote('GIF'));
  if (frameCount > 1) notes.push(`Only the first of ${frameCount} frames was read.`);
  const icc = gif.extensions.find(({ name }) => name === 'ICCRGBG1012')?.data;
  if (gif.extensions.some(({ name }) => name.startsWith('XMP Data'))) notes.push('The XMP data was dropped.');
  if (gif.extensions.some(({ name }) => name === 'comment')) notes.push('The comment was dropped.');
  if (gif.extensions.some(({ name }) => name.startsWith('C2PA_GIF'))) notes.push(CREDENTIALS_DROPPED);
  const metadata = icc && iccIsWhole(icc) ? { icc } : {};
  return { header: gifImageHeader(gif), image: { data, width, height }, metadata, notes };
}

/** Draws a frame, and returns whether a pixel has an index beyond the palette. Such pixels are black. */
function drawFrame(frame: GifFrame, indices: Uint8Array, out: Uint8Array, width: number): boolean {
  const { left, top, palette, transparent } = frame;
  const colors = palette.length / 3;
  const rgba = new Uint8Array(4 * colors).fill(255);
  for (let i = 0; i < colors; i++) rgba.set(palette.subarray(3 * i, 3 * i + 3), 4 * i);
  const table = colorTable(rgba);
  if (transparent >= 0) table.pixels[transparent] = 0;
  const pixels = new Uint32Array(out.buffer);
  const rows = { bytes: indices, bits: 8, count: frame.width };
  const passes = frame.interlaced ? PASSES : ([[0, 1]] as const);
  let row = 0;
  let highest = -1;
  for (const [first, step] of passes) {
    for (let y = first; y < frame.height; y += step, row++) {
      const to = (top + y) * width + left;
      highest = Math.max(highest, expandRow(rows, row * frame.width, table, pixels, to));
    }
  }
  return highest >= colors && indices.some((color) => color >= colors && color !== transparent);
}
