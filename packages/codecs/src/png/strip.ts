import { concatBytes, latin1, u32be } from '../bytes.ts';
import { damaged } from '../errors.ts';
import { COLOR_CHUNKS } from '../metadata/carry-over.ts';
import { type Orientation, orientationExif, readOrientation } from '../metadata/exif.ts';
import type { Stripped } from '../metadata/stripped.ts';
import { writePngChunk } from './chunks.ts';
import { crc32 } from './crc32.ts';

/** Chunks of the pictures, the animation and the meaning of colors. */
const KEPT: readonly string[] = [
  'IHDR',
  'PLTE',
  'tRNS',
  'IDAT',
  'IEND',
  'acTL',
  'fcTL',
  'fdAT',
  'iCCP',
  'sBIT',
  'bKGD',
  'hIST',
  ...COLOR_CHUNKS,
];

/**
 * Removes all chunks of a PNG except those of its pictures and colors, and all bytes after IEND. The other chunks keep
 * their bytes, including wrong checksums.
 */
export function stripPng(bytes: Uint8Array): Stripped {
  const parts = [bytes.subarray(0, 8)];
  let orientation: Orientation = 1;
  let hadCredentials = false;
  let hasData = false;
  for (let at = 8; at + 8 <= bytes.length; ) {
    const type = latin1(bytes, at + 4, 4);
    if (!/^[A-Za-z]{4}$/.test(type)) {
      if (hasData) break; // readers ignore invalid bytes after the pixels
      throw damaged(`Expected a PNG chunk at byte ${at}: the file is damaged.`);
    }
    hasData ||= type === 'IDAT';
    const end = Math.min(at + 12 + u32be(bytes, at), bytes.length);
    const data = bytes.subarray(at + 8, Math.max(at + 8, end - 4));
    // Readers ignore a chunk with a wrong checksum, and so its orientation.
    const isWhole = () => crc32(bytes, at + 4, end - 4) === u32be(bytes, end - 4);
    if (KEPT.includes(type)) parts.push(bytes.subarray(at, end));
    else if (type === 'eXIf' && isWhole() && orientation === 1) {
      orientation = readOrientation(data);
      if (orientation !== 1) parts.push(writePngChunk({ type, data: orientationExif(orientation) }));
    } else if (type === 'pHYs' && isWhole() && u32be(data, 0) !== u32be(data, 4)) {
      parts.push(writePngChunk({ type, data: concatBytes([data.subarray(0, 8), Uint8Array.of(0)]) })); // without a unit, pHYs is an aspect ratio
    }
    hadCredentials ||= type === 'caBX';
    if (type === 'IEND') break;
    at = end;
  }
  return { bytes: concatBytes(parts), orientation, hadCredentials };
}
