import { u16le, u32le } from '../bytes.ts';
import { damaged } from '../errors.ts';
import { colorTable, expandRow, missingColorsNote } from '../image/color-table.ts';
import { checkDimensions } from '../limits.ts';
import { iccIsWhole } from '../metadata/icc.ts';
import type { DecodedImage } from '../types.ts';
import { type BmpHeader, bmpImageHeader, readBmpHeader } from './header.ts';
import { checkRunLength, decodeRunLength } from './run-length.ts';

/** Decodes a BMP and its metadata. */
export async function decodeBmp(bytes: Uint8Array, maxPixels: number): Promise<DecodedImage> {
  const bmp = readBmpHeader(bytes);
  const { width, height, density, icc } = bmp;
  checkDimensions(width, height, maxPixels);
  const { data, hasMissingColors } = decodeBmpPixels(bmp, bytes.subarray(bmp.dataAt));
  const metadata = {
    ...(density.x > 0 && density.y > 0 && { density }),
    ...(icc && iccIsWhole(icc) && { icc }),
  };
  const notes = hasMissingColors ? [missingColorsNote('BMP')] : [];
  return { header: bmpImageHeader(bmp), image: { data, width, height }, metadata, notes };
}

/** Decodes stored pixels to RGBA. Says whether indices are beyond the palette; their pixels are black. */
export function decodeBmpPixels(
  bmp: BmpHeader,
  pixels: Uint8Array,
): { readonly data: Uint8Array; readonly hasMissingColors: boolean } {
  const { width, height, bitsPerPixel, compression } = bmp;
  if (compression !== 'none') checkRunLength(pixels, width, height);
  const isIndexed = bitsPerPixel <= 8;
  if (compression === 'none') checkLength(pixels, 4 * Math.ceil((width * bitsPerPixel) / 32), height);
  const data = new Uint8Array(4 * width * height);
  const hasMissingColors = isIndexed && decodeIndexed(bmp, pixels, data);
  if (!isIndexed) decodeDirect(bmp, pixels, data);
  return { data, hasMissingColors };
}

function checkLength(pixels: Uint8Array, rowBytes: number, height: number): void {
  // Some encoders omit the padding of the last row, up to 3 bytes.
  if (pixels.length < rowBytes * height - 3) {
    throw damaged(
      `The BMP is truncated: its pixels should have ${rowBytes * height} bytes but there are ${pixels.length}.`,
    );
  }
}

/** Returns the byte in the result at which stored row `y` starts. */
function rowStart({ width, height, topDown }: BmpHeader, y: number): number {
  return 4 * width * (topDown ? y : height - 1 - y);
}

/** Decodes palette indices, and returns whether one is beyond the palette. Its pixel is black. */
function decodeIndexed(bmp: BmpHeader, pixels: Uint8Array, data: Uint8Array): boolean {
  const { width, height, bitsPerPixel: bits, compression, palette } = bmp;
  const table = colorTable(palette);
  const out = new Uint32Array(data.buffer);
  const start = (y: number) => rowStart(bmp, y) / 4;
  if (compression !== 'none') {
    const target = { width, height, table, out, rowStart: start };
    return decodeRunLength(pixels, target, compression === 'rle4') >= table.count;
  }
  const rowBytes = 4 * Math.ceil((width * bits) / 32);
  const rows = { bytes: pixels, bits, count: width };
  let highest = 0;
  for (let y = 0; y < height; y++)
    highest = Math.max(highest, expandRow(rows, y * rowBytes, table, out, start(y)));
  return highest >= table.count;
}

function decodeDirect(bmp: BmpHeader, pixels: Uint8Array, out: Uint8Array): void {
  const { width, height, bitsPerPixel, masks } = bmp;
  const rowBytes = 4 * Math.ceil((width * bitsPerPixel) / 32);
  const step = bitsPerPixel / 8;
  const [red, green, blue, alpha] = masks.map(maskReader);
  let isVisible = masks[3] === 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0, i = y * rowBytes, o = rowStart(bmp, y); x < width; x++, i += step, o += 4) {
      if (bitsPerPixel === 24) {
        out[o] = pixels[i + 2]!;
        out[o + 1] = pixels[i + 1]!;
        out[o + 2] = pixels[i]!;
        out[o + 3] = 255;
        continue;
      }
      const value = bitsPerPixel === 16 ? u16le(pixels, i) : u32le(pixels, i);
      out[o] = red!(value);
      out[o + 1] = green!(value);
      out[o + 2] = blue!(value);
      out[o + 3] = masks[3] === 0 ? 255 : alpha!(value);
      isVisible ||= out[o + 3]! > 0;
    }
  }
  if (!isVisible) for (let o = 3; o < out.length; o += 4) out[o] = 255; // the encoder left alpha unset
}

/** Returns a function that extracts the bits of a mask from a pixel, scaled to 0 to 255. */
function maskReader(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const max = mask >>> shift;
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / max);
}
