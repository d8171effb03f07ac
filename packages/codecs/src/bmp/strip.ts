import { u16le, u32le, u32leBytes } from '../bytes.ts';
import { CodecError } from '../errors.ts';
import type { Stripped } from '../metadata/stripped.ts';
import { readBmpHeader } from './header.ts';

const V5_HEADER = 124;
const LINKED_PROFILE = 0x4c494e4b; // "LINK": the path of a file on the machine that wrote the BMP
const WINDOWS_COLORS = 0x57696e20; // "Win ": sRGB

/**
 * Removes the density and the path of a linked color profile. Unused bytes before and after the pixels are removed or
 * zeroed as well. A BMP stores no other metadata.
 * @throws {CodecError} `'cannot-strip'` if the end of the pixels is unknown.
 */
export function stripBmp(bytes: Uint8Array): Stripped {
  const { bitsPerPixel, compression, dataAt, height, icc, palette, width } = readBmpHeader(bytes);
  const headerSize = u32le(bytes, 14);
  const isCore = headerSize === 12;
  const listed = isCore ? 0 : u32le(bytes, 34);
  const rowBytes = 4 * Math.ceil((width * bitsPerPixel) / 32);
  const pixelBytes = compression === 'none' ? rowBytes * height : listed;
  if (pixelBytes === 0) {
    throw new CodecError(
      'cannot-strip',
      'The BMP does not say where its compressed pixels end: metadata may follow.',
    );
  }
  const profileEnd = icc ? icc.byteOffset - bytes.byteOffset + icc.length : 0;
  const end = Math.min(bytes.length, Math.max(dataAt + pixelBytes, profileEnd));
  if (end < 14 + headerSize) {
    throw new CodecError(
      'cannot-strip',
      'The BMP says that its pixels end within its header: metadata may follow.',
    );
  }
  const copy = bytes.slice(0, end);
  copy.set(u32leBytes(end), 2);
  copy.fill(0, 6, 10);
  if (!isCore) copy.fill(0, 38, 46);
  if (headerSize === V5_HEADER && u32le(bytes, 70) === LINKED_PROFILE) {
    copy.set(u32leBytes(WINDOWS_COLORS), 70);
    copy.fill(0, 126, 134);
  }
  // Masks of a 40-byte header are the 12 or 16 bytes after it. A palette of a true-color BMP is a hint that nobody reads.
  const masks = headerSize === 40 && [3, 6].includes(u16le(bytes, 30)) ? 16 : 0;
  const headEnd = 14 + headerSize + masks + (palette.length / 4) * (isCore ? 3 : 4);
  const isGapFree = profileEnd === 0 || profileEnd > dataAt;
  if (isGapFree && headEnd < dataAt) copy.fill(0, headEnd, dataAt);
  return { bytes: copy, orientation: 1, hadCredentials: false };
}
