import { startsWith, u24le } from '../bytes.ts';
import { CodecError, damaged } from '../errors.ts';
import { checkDimensions } from '../limits.ts';
import { CREDENTIALS_DROPPED } from '../metadata/content-credentials.ts';
import { isExif } from '../metadata/exif.ts';
import { iccIsWhole } from '../metadata/icc.ts';
import type { DecodedImage, Metadata } from '../types.ts';
import {
  EXIF_FLAG,
  type RiffChunk,
  readCodedSize,
  readRiffChunks,
  readWebp,
  type WebpFile,
  writeWebp,
} from './riff.ts';

/** Chunks of a picture: its alpha, and its lossy or lossless pixels. */
export const PICTURE_CHUNKS: readonly string[] = ['ALPH', 'VP8 ', 'VP8L'];

/** Decodes a WebP, or the first frame of an animation onto its transparent canvas. */
export async function decodeWebp(bytes: Uint8Array, maxPixels: number): Promise<DecodedImage> {
  const webp = readWebp(bytes);
  const { header, chunks, frameCount } = webp;
  const { width, height } = header;
  checkDimensions(width, height, maxPixels);
  const { metadata, notes } = readWebpMetadata(chunks);
  if (frameCount === 0) {
    const image = await decodeStill(chunks.filter(({ id }) => PICTURE_CHUNKS.includes(id)));
    if (image.width !== width || image.height !== height)
      throw damaged('The WebP decodes to another size than it says.');
    return { header, image, metadata, notes };
  }
  const image = await decodeFirstFrame(webp, maxPixels);
  if (frameCount > 1) notes.push(`Only the first of ${frameCount} frames was read.`);
  return { header, image, metadata, notes };
}

/** Decodes one picture from its pixel chunk and, if there is one, its alpha chunk. */
async function decodeStill(picture: readonly RiffChunk[]) {
  const { decodeWithLibWebp } = await import('../wasm/webp-decoder.ts');
  const alpha = picture.find(({ id }) => id === 'ALPH');
  const pixels = picture.find(({ id }) => id !== 'ALPH');
  if (!pixels) throw damaged('The WebP has no picture.');
  const { width, height } = readCodedSize(pixels);
  const file =
    alpha && pixels.id === 'VP8 ' ? [extendedHeader(width, height, 0x10), alpha, pixels] : [pixels];
  try {
    const { data } = await decodeWithLibWebp(writeWebp(file));
    return { data: new Uint8Array(data.buffer, data.byteOffset, data.length), width, height };
  } catch (error) {
    if (error instanceof CodecError && error.code === 'codec-failed')
      throw new CodecError('damaged', 'The image data of the WebP is damaged.', error);
    throw error;
  }
}

/** Returns a VP8X chunk, the first chunk of a file with more than one. */
export function extendedHeader(width: number, height: number, flags: number): RiffChunk {
  const w = width - 1;
  const h = height - 1;
  return { id: 'VP8X', data: Uint8Array.of(flags, 0, 0, 0, w, w >> 8, w >> 16, h, h >> 8, h >> 16) };
}

async function decodeFirstFrame({ header, chunks }: WebpFile, maxPixels: number) {
  const frame = chunks.find(({ id }) => id === 'ANMF')!.data;
  const [left, top] = [2 * u24le(frame, 0), 2 * u24le(frame, 3)];
  const picture = readRiffChunks(frame.subarray(16)).filter(({ id }) => PICTURE_CHUNKS.includes(id));
  const size = picture.find(({ id }) => id !== 'ALPH');
  if (!size) throw damaged('The first frame of the WebP has no picture.');
  const { width, height } = readCodedSize(size);
  checkDimensions(width, height, maxPixels);
  if (left + width > header.width || top + height > header.height) {
    throw damaged('The first frame of the WebP is larger than its canvas.');
  }
  const { data } = await decodeStill(picture);
  const canvas = new Uint8Array(header.width * header.height * 4);
  for (let y = 0; y < height; y++) {
    canvas.set(data.subarray(4 * y * width, 4 * (y + 1) * width), 4 * ((top + y) * header.width + left));
  }
  return { data: canvas, width: header.width, height: header.height };
}

/** Returns the metadata of a WebP, and notes about dropped data. */
export function readWebpMetadata(chunks: readonly RiffChunk[]): { metadata: Metadata; notes: string[] } {
  const metadata: { -readonly [Key in keyof Metadata]: Metadata[Key] } = {};
  const notes: string[] = [];
  const find = (name: string) => chunks.find(({ id }) => id === name)?.data;
  const icc = find('ICCP');
  if (icc && iccIsWhole(icc)) metadata.icc = icc;
  else if (icc) notes.push('The color profile is damaged and was dropped.');
  const flags = chunks[0]?.id === 'VP8X' ? (chunks[0].data[0] ?? 0) : 0;
  // Viewers ignore EXIF, and its orientation, unless the header announces it.
  const isAnnounced = (flags & EXIF_FLAG) !== 0;
  const stored = isAnnounced ? find('EXIF') : undefined;
  if (!isAnnounced && find('EXIF')) notes.push('The header of the WebP announces no EXIF data: dropped.');
  const exif = stored && startsWith(stored, 'Exif\0\0') ? stored.subarray(6) : stored; // some writers add the JPEG prefix
  if (exif && isExif(exif)) metadata.exif = exif;
  else if (exif) notes.push('The EXIF data is damaged and was dropped.');
  const xmp = find('XMP ');
  if (xmp) metadata.xmp = xmp;
  if (find('C2PA')) notes.push(CREDENTIALS_DROPPED);
  return { metadata, notes };
}
