import { damaged } from '../errors.ts';
import { checkDimensions } from '../limits.ts';
import type { DecodedImage } from '../types.ts';
import { DECOMPRESSORS } from './decompress.ts';
import { numbersOf, readTiff, type TiffFile } from './directory.ts';
import { readTiffMetadata } from './metadata.ts';
import { pagesOf, readPage, type TiffPage, tiffImageHeader } from './page.ts';
import { addDifferences, channelsOf, finishPixels, sampleReader } from './samples.ts';
import { TAG } from './tags.ts';

/** Decodes the first page of a TIFF and its metadata. */
export async function decodeTiff(bytes: Uint8Array, maxPixels: number): Promise<DecodedImage> {
  const file = readTiff(bytes);
  const page = readPage(file);
  const { width, height, bits, colors } = page;
  checkDimensions(width, height, maxPixels);
  const blocks = blocksOf(file, page);
  const colorMap = colors === 'indexed' ? readColorMap(file, page) : [];
  const data = new Uint8Array(4 * width * height);
  if (page.compression === 'jpeg') {
    const { decodeJpegBlocks } = await import('./decode-jpeg.ts');
    await decodeJpegBlocks(page, blocks, data);
  } else {
    for (const block of blocks) decodeBlock(file, page, block, data);
    finishPixels(data, page, colorMap);
  }
  const { metadata, notes } = readTiffMetadata(file, page.directory);
  return {
    header: tiffImageHeader(page),
    image: { data, width, height },
    metadata,
    notes: [...pageNotes(file), ...channelNotes(page), ...wideNotes(bits), ...notes],
  };
}

function pageNotes(file: TiffFile): string[] {
  const { length } = pagesOf(file);
  const first = length > 1 ? [`Only the first of ${length} pages was read.`] : [];
  return file.isPageMissing ? [...first, 'Further pages of the TIFF are missing.'] : first;
}

function channelNotes(page: TiffPage): string[] {
  const further = channelsOf(page).filter((channel) => channel < 0).length;
  return [
    ...(page.colors === 'cmyk' ? ['CMYK colors were converted to RGB without their color profile.'] : []),
    ...(further > 0 ? [`Further channels of the TIFF were not read: ${further}.`] : []),
  ];
}

const wideNotes = (bits: number): string[] =>
  bits > 8 ? [`${bits} bits per channel were reduced to 8.`] : [];

function readColorMap(file: TiffFile, { bits, directory }: TiffPage): readonly number[] {
  const colorMap = numbersOf(file, directory, TAG.colorMap);
  const expected = 3 * 2 ** bits;
  if (colorMap.length === expected) return colorMap;
  throw damaged(`Expected ${expected} numbers in the palette of the TIFF but found ${colorMap.length}.`);
}

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

/**
 * Returns all blocks of a page. Rejects a page that would take far longer to decode than others of its size, and one with
 * too few bytes for its pixels.
 * @throws {CodecError} `'damaged'`
 */
function blocksOf({ bytes }: TiffFile, page: TiffPage): readonly Block[] {
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
  const ratio = compression === 'jpeg' ? Number.POSITIVE_INFINITY : DECOMPRESSORS[compression].ratio;
  const expected = blocks.reduce((sum, { rows }) => sum + rowBytesOf(page) * rows, 0);
  if (stored * ratio < expected) {
    throw damaged(`The TIFF is truncated: ${stored} bytes are too few for ${width} × ${height} pixels.`);
  }
  return blocks;
}

function rowBytesOf({ blocks, bits, isPlanar, samples }: TiffPage): number {
  return Math.ceil((blocks.width * (isPlanar ? 1 : samples) * bits) / 8);
}

/** Decompresses a block and collects its samples in the channels of `data`. */
function decodeBlock(file: TiffFile, page: TiffPage, block: Block, data: Uint8Array): void {
  const { compression, isDifference, isReversed, bits, width } = page;
  const rowBytes = rowBytesOf(page);
  const bytes = new Uint8Array(rowBytes * block.rows);
  const stored = isReversed ? block.bytes.map(reversed) : block.bytes;
  const { decompress } = DECOMPRESSORS[compression as keyof typeof DECOMPRESSORS];
  const length = decompress(stored, bytes);
  if (length < bytes.length) {
    throw damaged(
      `The TIFF is damaged: pixels are missing from row ${block.top + Math.floor(length / rowBytes)} on.`,
    );
  }
  const samples = block.plane < 0 ? page.samples : 1;
  const rows = { bytes, rowBytes, samples, isLittleEndian: file.isLittleEndian };
  if (isDifference) addDifferences(rows, bits);
  const read = sampleReader(rows, page);
  const channels = block.plane < 0 ? channelsOf(page) : [channelsOf(page)[block.plane]!];
  const count = Math.min(page.blocks.width, width - block.left);
  for (const [sample, channel] of channels.entries()) {
    if (channel < 0) continue;
    for (let y = 0; y < block.rows; y++) {
      let to = 4 * ((block.top + y) * width + block.left) + channel;
      const from = y * rowBytes;
      for (let x = 0, i = sample; x < count; x++, i += samples, to += 4) data[to] = read(from, i);
    }
  }
}

/** Returns a byte with its bits in reverse order. */
function reversed(byte: number): number {
  let result = 0;
  for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) result |= 128 >> bit;
  return result;
}
