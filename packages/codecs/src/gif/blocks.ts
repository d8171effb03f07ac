import { latin1, u16le } from '../bytes.ts';
import { damaged } from '../errors.ts';

/** Frame of a GIF. */
export interface GifFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly interlaced: boolean;
  /** RGB colors, 3 bytes each: the local color table or, without one, the global table. */
  readonly palette: Uint8Array;
  /** Index of the transparent color, or -1. */
  readonly transparent: number;
  /** LZW minimum code size: the bits of the first codes minus one. */
  readonly minCodeSize: number;
  /** Byte at which the blocks of LZW data start. */
  readonly dataAt: number;
}

/** Structure of a GIF file. */
export interface GifFile {
  /** Width of the logical screen (canvas), enlarged if the first frame exceeds it. */
  readonly width: number;
  readonly height: number;
  /** First frame. */
  readonly frame: GifFrame;
  readonly frameCount: number;
  /** Application extensions and comments, the first of each name. */
  readonly extensions: readonly { readonly name: string; readonly data: Uint8Array }[];
  readonly notes: readonly string[];
}

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const COMMENT = 'comment';

const GROWN = 'The first picture of the GIF exceeds its canvas, which was enlarged as in browsers.';

/**
 * Reads the blocks of a GIF. Damage after the first frame is reported as a note. A canvas that is too small for the first
 * frame is enlarged, as in browsers and libvips.
 * @throws {CodecError} `'damaged'` if there is no frame.
 */
export function readGif(bytes: Uint8Array): GifFile {
  const packed = bytes[10] ?? 0;
  const globalColors = packed & 0x80 ? 2 << (packed & 7) : 0;
  const globalPalette = bytes.subarray(13, 13 + 3 * globalColors);
  let frame: GifFrame | undefined;
  let frameCount = 0;
  const extensions = new Map<string, Uint8Array>();
  const notes: string[] = [];
  let transparent = -1;
  let at = 13 + 3 * globalColors;
  for (;;) {
    const kind = bytes[at];
    if (kind === TRAILER) break;
    if (kind === EXTENSION) {
      const label = bytes[at + 1];
      const end = skipBlocks(bytes, at + 2);
      if (label === 0xf9) transparent = (bytes[at + 3] ?? 0) & 1 ? (bytes[at + 6] ?? -1) : -1;
      if (label === 0xff) {
        const name = latin1(bytes, at + 3, bytes[at + 2] ?? 0);
        if (!extensions.has(name)) extensions.set(name, joinBlocks(bytes, at + 3 + (bytes[at + 2] ?? 0)));
      }
      if (label === 0xfe && !extensions.has(COMMENT)) extensions.set(COMMENT, joinBlocks(bytes, at + 2));
      at = end;
    } else if (kind === IMAGE && at + 10 < bytes.length) {
      const flags = bytes[at + 9]!;
      const localColors = flags & 0x80 ? 2 << (flags & 7) : 0;
      const codeSizeAt = at + 10 + 3 * localColors;
      frameCount++;
      frame ??= {
        left: u16le(bytes, at + 1),
        top: u16le(bytes, at + 3),
        width: u16le(bytes, at + 5),
        height: u16le(bytes, at + 7),
        interlaced: (flags & 0x40) !== 0,
        palette: localColors > 0 ? bytes.subarray(at + 10, codeSizeAt) : globalPalette,
        transparent,
        minCodeSize: bytes[codeSizeAt] ?? 0,
        dataAt: codeSizeAt + 1,
      };
      transparent = -1;
      at = skipBlocks(bytes, codeSizeAt + 1);
    } else {
      if (frame) notes.push('The end of the GIF is missing or damaged; its first picture is complete.');
      break;
    }
  }
  if (!frame) throw damaged('The GIF is truncated or damaged: it has no picture.');
  const screen = { width: u16le(bytes, 6), height: u16le(bytes, 8) };
  const width = Math.max(screen.width, frame.left + frame.width);
  const height = Math.max(screen.height, frame.top + frame.height);
  if (width > screen.width || height > screen.height) notes.push(GROWN);
  const named = [...extensions].map(([name, data]) => ({ name, data }));
  return { width, height, frame, frameCount, extensions: named, notes };
}

/** Returns the byte after a series of data sub-blocks, which ends with an empty one. */
export function skipBlocks(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1;
  return at + 1;
}

/** Returns the concatenated data of a series of data sub-blocks. */
export function joinBlocks(bytes: Uint8Array, from: number): Uint8Array {
  const end = Math.min(skipBlocks(bytes, from), bytes.length);
  const all = new Uint8Array(end - Math.min(from, end));
  let length = 0;
  for (let at = from; at < end && bytes[at] !== 0; at += bytes[at]! + 1) {
    const block = bytes.subarray(at + 1, Math.min(at + 1 + bytes[at]!, end));
    all.set(block, length);
    length += block.length;
  }
  return all.subarray(0, length);
}
