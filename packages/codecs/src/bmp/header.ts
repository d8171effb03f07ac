import { i32le, u16le, u32le } from '../bytes.ts';
import { CodecError, damaged } from '../errors.ts';
import { checkDimensions } from '../limits.ts';
import type { ImageHeader } from '../types.ts';

/** Headers and palette of a BMP. */
export interface BmpHeader {
  readonly width: number;
  readonly height: number;
  /** Whether rows are stored from top to bottom; usually they are from bottom to top. */
  readonly topDown: boolean;
  readonly bitsPerPixel: number;
  readonly compression: 'none' | 'rle8' | 'rle4';
  /** Bit masks of red, green, blue and alpha in a pixel of 16 or 32 bits. */
  readonly masks: readonly [red: number, green: number, blue: number, alpha: number];
  /** RGBA colors, 4 bytes each, alpha 255. */
  readonly palette: Uint8Array;
  /** Byte at which the pixels start. */
  readonly dataAt: number;
  /** Pixels per meter; 0 if unknown. */
  readonly density: { readonly x: number; readonly y: number };
  /** Embedded color profile. */
  readonly icc: Uint8Array | undefined;
}

const CORE_HEADER = 12;
const INFO_HEADERS = [40, 52, 56, 64, 108, 124];
const EMBEDDED_PROFILE = 0x4d424544; // "MBED"

/**
 * Reads the headers and the palette of a BMP of Windows 3 to 5 or OS/2.
 * @throws {CodecError} `'damaged'` or `'unsupported-feature'`
 */
export function readBmpHeader(bytes: Uint8Array): BmpHeader {
  const headerSize = u32le(bytes, 14);
  if (bytes.length < 14 + Math.min(headerSize, 40))
    throw damaged('The BMP is truncated: it ends in its header.');
  if (headerSize === CORE_HEADER) return readCoreHeader(bytes);
  if (!INFO_HEADERS.includes(headerSize)) {
    throw new CodecError(
      'unsupported-feature',
      `The BMP has a header of ${headerSize} bytes, which is not supported.`,
    );
  }
  const height = i32le(bytes, 22);
  const bitsPerPixel = u16le(bytes, 28);
  const method = u32le(bytes, 30);
  const compression = compressionOf(method, bitsPerPixel, headerSize);
  const hasMasks = method === 3 || method === 6;
  const extraMasks = hasMasks && headerSize === 40 ? (method === 6 ? 16 : 12) : 0;
  const hasAlphaMask = hasMasks && (headerSize >= 56 || method === 6);
  const masks = [54, 58, 62, 66].map((at) => u32le(bytes, at));
  const paletteAt = 14 + headerSize + extraMasks;
  const dataAt = u32le(bytes, 10);
  const isIndexed = bitsPerPixel <= 8;
  const colors = Math.min(u32le(bytes, 46) || 2 ** bitsPerPixel, 256);
  const hasProfile = headerSize === 124 && u32le(bytes, 70) === EMBEDDED_PROFILE;
  const profileAt = 14 + u32le(bytes, 126);
  return {
    width: i32le(bytes, 18),
    height: Math.abs(height),
    topDown: height < 0,
    bitsPerPixel,
    compression,
    masks: hasMasks
      ? [masks[0]!, masks[1]!, masks[2]!, hasAlphaMask ? masks[3]! : 0]
      : bitsPerPixel === 16
        ? [0x7c00, 0x03e0, 0x001f, 0]
        : [0xff0000, 0xff00, 0xff, 0],
    palette: isIndexed ? readPalette(bytes, paletteAt, colors, 4, dataAt) : new Uint8Array(0),
    dataAt,
    density: { x: i32le(bytes, 38), y: i32le(bytes, 42) },
    icc: hasProfile ? bytes.subarray(profileAt, profileAt + u32le(bytes, 130)) : undefined,
  };
}

function readCoreHeader(bytes: Uint8Array): BmpHeader {
  const bitsPerPixel = u16le(bytes, 24);
  compressionOf(0, bitsPerPixel, CORE_HEADER);
  const dataAt = u32le(bytes, 10);
  const isIndexed = bitsPerPixel <= 8;
  return {
    width: u16le(bytes, 18),
    height: u16le(bytes, 20),
    topDown: false,
    bitsPerPixel,
    compression: 'none',
    masks: [0x7c00, 0x03e0, 0x001f, 0],
    palette: isIndexed ? readPalette(bytes, 26, 2 ** bitsPerPixel, 3, dataAt) : new Uint8Array(0),
    dataAt,
    density: { x: 0, y: 0 },
    icc: undefined,
  };
}

function compressionOf(method: number, bitsPerPixel: number, headerSize: number): BmpHeader['compression'] {
  const depths: Record<number, readonly number[]> = {
    0: [1, 4, 8, 16, 24, 32],
    1: [8],
    2: [4],
    3: headerSize === 64 ? [] : [16, 32], // in OS/2, 3 is Huffman coding
    6: [16, 32],
  };
  if (!depths[method]?.includes(bitsPerPixel)) {
    throw new CodecError(
      'unsupported-feature',
      `A BMP of ${bitsPerPixel} bits per pixel with compression ${method} is not supported.`,
    );
  }
  return method === 1 ? 'rle8' : method === 2 ? 'rle4' : 'none';
}

/** Reads colors stored as blue, green, red and, with a size of 4, an unused byte. The pixels limit their number. */
function readPalette(
  bytes: Uint8Array,
  at: number,
  colors: number,
  size: number,
  dataAt: number,
): Uint8Array {
  const room = Math.max(0, Math.floor((Math.min(dataAt, bytes.length) - at) / size));
  const palette = new Uint8Array(4 * Math.min(colors, room));
  for (let o = 0; o < palette.length; o += 4, at += size) {
    palette[o] = bytes[at + 2]!;
    palette[o + 1] = bytes[at + 1]!;
    palette[o + 2] = bytes[at]!;
    palette[o + 3] = 255;
  }
  return palette;
}

/** Returns the header of a BMP in the form common to all formats. */
export function bmpImageHeader({ width, height, bitsPerPixel, palette }: BmpHeader): ImageHeader {
  checkDimensions(width, height, Number.POSITIVE_INFINITY);
  const colorModel = palette.length > 0 ? 'indexed' : 'rgb';
  return {
    format: 'bmp',
    width,
    height,
    bitDepth: bitsPerPixel === 16 ? 5 : Math.min(8, bitsPerPixel),
    animated: false,
    colorModel,
  };
}
