import { damaged } from '../errors.ts';
import { DECOMPRESSORS } from './decompress.ts';
import type { TiffFile } from './directory.ts';
import type { TiffPage } from './page.ts';

/** A strip or tile with its place in the picture. */
export interface Block {
  readonly bytes: Uint8Array;
  readonly left: number;
  readonly top: number;
  /** Rows that are in the picture. */
  readonly rows: number;
  /** The channel of a plane; -1 for blocks with all channels. */
  readonly plane: number;
}

/** Blocks may have this many times the pixels of their page, and so many more. */
const MAX_PADDING = 4;
const MAY_BE_PADDED = 2 ** 24;
/** Maximum number of pixels per byte of a JPEG: a block of 8 × 8 pixels needs a bit. */
const JPEG_RATIO = 512;

/**
 * Returns all blocks of a page. Rejects a page that would take far longer to decode than others of its size, and one with
 * too few bytes for its pixels.
 * @throws {CodecError} `'damaged'`
 */
export function blocksOf({ bytes }: TiffFile, page: TiffPage): readonly Block[] {
  const { width, height, isPlanar, samples, compression } = page;
  const { across, down, offsets, lengths, ...size } = page.blocks;
  const area = across * size.width * Math.min(down * size.height, height + size.height);
  if (area > MAX_PADDING * width * height + MAY_BE_PADDED) {
    throw damaged(`The TIFF is damaged: its tiles are far larger than its ${width} × ${height} pixels.`);
  }
  const planes = isPlanar ? samples : 1;
  const blocks = Array.from({ length: across * down * planes }, (_, i): Block => {
    const top = size.height * (Math.floor(i / across) % down);
    const rows = Math.min(size.height, height - top);
    const needed = rowBytesOf(page) * rows;
    const length = lengths[i] ?? (compression === 'none' ? needed : 0);
    return {
      bytes: bytes.subarray(
        offsets[i]!,
        offsets[i]! + (compression === 'none' ? Math.min(length, needed) : length),
      ),
      left: size.width * (i % across),
      top,
      rows,
      plane: isPlanar ? Math.floor(i / (across * down)) : -1,
    };
  });
  const stored = blocks.reduce((sum, block) => sum + block.bytes.length, 0);
  if (stored > 2 * bytes.length) throw damaged('The TIFF is damaged: its strips or tiles overlap.');
  const ratio = compression === 'jpeg' ? JPEG_RATIO * samples : DECOMPRESSORS[compression].ratio;
  const expected = blocks.reduce((sum, { rows }) => sum + rowBytesOf(page) * rows, 0);
  if (stored * ratio < expected) {
    throw damaged(`The TIFF is truncated: ${stored} bytes are too few for ${width} × ${height} pixels.`);
  }
  return blocks;
}

/** Returns the bytes of a row of a block. */
export function rowBytesOf({ blocks, bits, isPlanar, samples }: TiffPage): number {
  return Math.ceil((blocks.width * (isPlanar ? 1 : samples) * bits) / 8);
}
