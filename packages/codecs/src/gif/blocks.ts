import { concatBytes, latin1, u16le } from '../bytes.ts';
import { damaged } from '../errors.ts';

export interface GifFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly interlaced: boolean;
  /** Colors of 3 bytes; the global ones when the frame has none of its own. */
  readonly palette: Uint8Array;
  /** Number of the transparent color, or -1. */
  readonly transparent: number;
  /** Bits of the smallest LZW codes, less one. */
  readonly minCodeSize: number;
  /** Where the blocks of LZW data begin. */
  readonly dataAt: number;
}

export interface GifFile {
  readonly width: number;
  readonly height: number;
  /** The first frame. */
  readonly frame: GifFrame;
  readonly frameCount: number;
  /** Names and contents of application extensions and comments. */
  readonly extensions: readonly { readonly name: string; readonly data: Uint8Array }[];
  readonly notes: readonly string[];
}

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;

/** Walks through the blocks of a GIF. What comes after the first frame may be damaged; that is noted. */
export function readGif(bytes: Uint8Array): GifFile {
  const packed = bytes[10] ?? 0;
  const globalColors = packed & 0x80 ? 2 << (packed & 7) : 0;
  const globalPalette = bytes.subarray(13, 13 + 3 * globalColors);
  const frames: GifFrame[] = [];
  const extensions: { name: string; data: Uint8Array }[] = [];
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
        extensions.push({ name, data: joinBlocks(bytes, at + 3 + (bytes[at + 2] ?? 0)) });
      }
      if (label === 0xfe) extensions.push({ name: 'comment', data: joinBlocks(bytes, at + 2) });
      at = end;
    } else if (kind === IMAGE && at + 10 < bytes.length) {
      const flags = bytes[at + 9]!;
      const localColors = flags & 0x80 ? 2 << (flags & 7) : 0;
      const codeSizeAt = at + 10 + 3 * localColors;
      frames.push({
        left: u16le(bytes, at + 1),
        top: u16le(bytes, at + 3),
        width: u16le(bytes, at + 5),
        height: u16le(bytes, at + 7),
        interlaced: (flags & 0x40) !== 0,
        palette: localColors > 0 ? bytes.subarray(at + 10, codeSizeAt) : globalPalette,
        transparent,
        minCodeSize: bytes[codeSizeAt] ?? 0,
        dataAt: codeSizeAt + 1,
      });
      transparent = -1;
      at = skipBlocks(bytes, codeSizeAt + 1);
    } else {
      if (frames.length > 0)
        notes.push('The end of the GIF is missing or damaged; its first picture is complete.');
      break;
    }
  }
  const frame = frames[0];
  if (!frame) throw damaged('The GIF is truncated or damaged: it has no picture.');
  return {
    width: u16le(bytes, 6),
    height: u16le(bytes, 8),
    frame,
    frameCount: frames.length,
    extensions,
    notes,
  };
}

/** Byte after a series of blocks, each with its length in front, the last one empty. */
export function skipBlocks(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1;
  return at + 1;
}

/** Contents of a series of blocks. */
export function joinBlocks(bytes: Uint8Array, at: number): Uint8Array {
  const parts: Uint8Array[] = [];
  while (at < bytes.length && bytes[at] !== 0) {
    parts.push(bytes.subarray(at + 1, at + 1 + bytes[at]!));
    at += bytes[at]! + 1;
  }
  return concatBytes(parts);
}
