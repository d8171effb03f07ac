import { decodeBmpPixels } from '../bmp/decode.ts';
import { type BmpHeader, bmpImageHeader, readBmpHeader } from '../bmp/header.ts';
import { concatBytes, u32le, u32leBytes } from '../bytes.ts';
import { damaged } from '../errors.ts';
import { missingColorsNote } from '../image/color-table.ts';
import { checkDimensions } from '../limits.ts';
import { readChunks } from '../png/chunks.ts';
import { decodePng } from '../png/decode.ts';
import { pngImageHeader } from '../png/read-header.ts';
import type { DecodedImage, ImageHeader } from '../types.ts';
import { type IconPicture, largestPicture, readIcon } from './directory.ts';

/** Decodes the largest picture of a Windows icon or cursor. */
export async function decodeIcon(bytes: Uint8Array, maxPixels: number): Promise<DecodedImage> {
  const pictures = readIcon(bytes);
  const picture = largestPicture(pictures);
  const decoded =
    picture.kind === 'png' ? await decodePng(picture.bytes, maxPixels) : decodeDib(picture, maxPixels);
  const notes = pictures.length > 1 ? [leftOutNote(pictures.length - 1)] : [];
  return { ...decoded, header: { ...decoded.header, format: 'ico' }, notes: [...notes, ...decoded.notes] };
}

const leftOutNote = (count: number): string =>
  count === 1
    ? 'Only the largest picture of the icon was read; 1 other size was left out.'
    : `Only the largest picture of the icon was read; ${count} other sizes were left out.`;

/** Returns the header of the largest picture. */
export function iconImageHeader(bytes: Uint8Array): ImageHeader {
  const picture = largestPicture(readIcon(bytes));
  const header =
    picture.kind === 'png'
      ? pngImageHeader(readChunks(picture.bytes).chunks)
      : bmpImageHeader(readDibHeader(picture).bmp);
  return { ...header, format: 'ico' };
}

/** Reads the header of a BMP that has no file header, and returns the file that it would be. */
function readDibHeader({ bytes, width, height }: IconPicture): {
  readonly bmp: BmpHeader;
  readonly file: Uint8Array;
} {
  checkDimensions(width, height, Number.POSITIVE_INFINITY);
  const headerSize = u32le(bytes, 0);
  const isCore = headerSize === 12;
  const fileHeader = concatBytes([new Uint8Array(10), u32leBytes(14 + bytes.length)]);
  const file = concatBytes([fileHeader, bytes]);
  const all = readBmpHeader(file);
  const isIndexed = all.bitsPerPixel <= 8;
  const listed = isCore ? 0 : u32le(bytes, 32);
  const colors = isIndexed ? Math.min(listed || 2 ** all.bitsPerPixel, 256) : listed;
  const masks = headerSize === 40 && u32le(bytes, 16) === 3 ? 12 : 0;
  const dataAt = 14 + headerSize + masks + colors * (isCore ? 3 : 4);
  if (dataAt > file.length) throw damaged('The icon is truncated: it ends in the palette of its picture.');
  return { bmp: { ...all, height, dataAt, density: { x: 0, y: 0 }, icc: undefined }, file };
}

const WITH_ALPHA = [0xff0000, 0xff00, 0xff, 0xff000000] as const;

/** Decodes a picture of colors and a mask of transparent pixels, which alpha replaces where there is any. */
function decodeDib(picture: IconPicture, maxPixels: number): DecodedImage {
  const { width, height } = picture;
  checkDimensions(width, height, maxPixels);
  const { bmp, file } = readDibHeader(picture);
  const { bitsPerPixel, compression, dataAt } = bmp;
  const isWide = bitsPerPixel === 32;
  const pixels = file.subarray(dataAt);
  if (compression !== 'none') throw damaged('The icon is damaged: its picture has run lengths.');
  const { data, hasMissingColors } = decodeBmpPixels(isWide ? { ...bmp, masks: WITH_ALPHA } : bmp, pixels);
  const mask = pixels.subarray(4 * Math.ceil((width * bitsPerPixel) / 32) * height);
  const hasAlpha = isWide && hasTranslucency(pixels, width * height);
  if (!hasAlpha) applyMask(data, mask, bmp);
  return {
    header: bmpImageHeader(bmp),
    image: { data, width, height },
    metadata: {},
    notes: hasMissingColors ? [missingColorsNote('icon')] : [],
  };
}

/** Returns whether a pixel has an alpha above 0. Programs that know no alpha leave it 0. */
function hasTranslucency(pixels: Uint8Array, count: number): boolean {
  for (let at = 3; at < 4 * count; at += 4) if (pixels[at]! > 0) return true;
  return false;
}

/** Makes the pixels transparent whose bit in the mask is set. */
function applyMask(data: Uint8Array, mask: Uint8Array, { width, height, topDown }: BmpHeader): void {
  const rowBytes = 4 * Math.ceil(width / 32);
  if (mask.length < rowBytes * height - 3) throw damaged('The icon is truncated: its mask is missing.');
  for (let y = 0; y < height; y++) {
    const from = rowBytes * (topDown ? y : height - 1 - y);
    for (let x = 0; x < width; x++) {
      if (mask[from + (x >> 3)]! & (128 >> (x & 7))) data[4 * (y * width + x) + 3] = 0;
    }
  }
}
