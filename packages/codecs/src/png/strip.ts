import { concatBytes, latin1, u32be } from '../bytes.ts';
import { damaged } from '../errors.ts';
import { COLOR_CHUNKS } from '../metadata/carry-over.ts';
import { type Orientation, orientationExif, readOrientation } from '../metadata/exif.ts';
import type { Stripped } from '../metadata/stripped.ts';
import { writePngChunk } from './chunks.ts';
import { crc32 } from './crc32.ts';

/** Chunks of the pictures, of an animation, and of how their colors are shown. */
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
 * Leaves out all chunks of a PNG that neither hold its pictures nor say how their colors are shown, and all that
 * follows its last chunk. Chunks that stay are not read: they keep their bytes, wrong checksums included.
 */
export function stripPng(bytes: Uint8Array): Stripped {
  const parts = [bytes.subarray(0, 8)];
  let orientation: Orientation = 1;
  let hadCredentials = false;
  let hasData = false;
  for (let at = 8; at + 8 <= bytes.length; ) {
    const type = latin1(bytes, at + 4, 4);
    if (!/^[A-Za-z]{4}$/.test(type)) {
      if (hasData) break; // something else follows the pixels, which readers ignore
      throw damaged(`Expected a PNG chunk at byte ${at}: the file is damaged.`);
    }
    hasData ||= type === 'IDAT';
    const end = Math.min(at + 12 + u32be(bytes, at), bytes.length);
    const data = bytes.subarray(at + 8, Math.max(at + 8, end - 4));
    // Readers leave out a chunk with a wrong checksum as well, so that its orientation counts for nothing.
    const isWhole = () => crc32(bytes, at + 4, end - 4) === u32be(bytes, end - 4);
    if (KEPT.includes(type)) parts.push(bytes.subarray(at, end));
    else if (type === 'eXIf' && isWhole() && orientation === 1) {
      orientation = readOrientation(data);
      if (orientation !== 1) parts.push(writePngChunk({ type, data: orientationExif(orientation) }));
    } else if (type === 'pHYs' && isWhole() && u32be(data, 0) !== u32be(data, 4)) {
      parts.push(writePngChunk({ type, data: concatBytes([data.subarray(0, 8), Uint8Array.of(0)]) })); // no unit: a shape
    }
    hadCredentials ||= type === 'caBX';
    if (type === 'IEND') break;
    at = end;
  }
  return { bytes: concatBytes(parts), orientation, hadCredentials };
}
