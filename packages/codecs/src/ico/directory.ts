import { i32le, startsWith, u16le, u32be, u32le } from '../bytes.ts';
import { damaged } from '../errors.ts';

/** A picture in a Windows icon or cursor. */
export interface IconPicture {
  readonly bytes: Uint8Array;
  /** A PNG file, or a BMP without its file header (DIB), whose height counts pixels and mask. */
  readonly kind: 'png' | 'dib';
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
}

const HEADER_BYTES = 6;
export const ENTRY_BYTES = 16;

/**
 * Reads the directory of an icon or a cursor. Sizes are those of the pictures: the directory cannot store more than 256.
 * @throws {CodecError} `'damaged'` if a picture is not in the file.
 */
export function readIcon(bytes: Uint8Array): readonly IconPicture[] {
  const count = u16le(bytes, 4);
  const end = HEADER_BYTES + ENTRY_BYTES * count;
  if (bytes.length < end) throw damaged('The icon is truncated: it ends in its directory.');
  return Array.from({ length: count }, (_, i) => {
    const entry = HEADER_BYTES + ENTRY_BYTES * i;
    const length = u32le(bytes, entry + 8);
    const at = u32le(bytes, entry + 12);
    if (at < end || length < MIN_BYTES || at + length > bytes.length) {
      throw damaged(`The icon is truncated or damaged: picture ${i + 1} of ${count} is not in the file.`);
    }
    return readPicture(bytes.subarray(at, at + length));
  });
}

const MIN_BYTES = 26;

function readPicture(bytes: Uint8Array): IconPicture {
  if (startsWith(bytes, '\x89PNG')) {
    const channels = [1, 0, 3, 1, 2, 0, 4][bytes[25]!] ?? 1; // by color type
    const bitsPerPixel = bytes[24]! * channels;
    return { bytes, kind: 'png', width: u32be(bytes, 16), height: u32be(bytes, 20), bitsPerPixel };
  }
  const isCore = u32le(bytes, 0) === 12;
  return {
    bytes,
    kind: 'dib',
    width: isCore ? u16le(bytes, 4) : i32le(bytes, 4),
    height: Math.floor((isCore ? u16le(bytes, 6) : Math.abs(i32le(bytes, 8))) / 2),
    bitsPerPixel: u16le(bytes, isCore ? 10 : 14),
  };
}

/** Returns the largest picture; of equal ones the one with the highest color depth. */
export function largestPicture(pictures: readonly IconPicture[]): IconPicture {
  const area = ({ width, height }: IconPicture) => width * height;
  return pictures.reduce((best, each) => {
    const difference = area(each) - area(best) || each.bitsPerPixel - best.bitsPerPixel;
    return difference > 0 ? each : best;
  });
}
