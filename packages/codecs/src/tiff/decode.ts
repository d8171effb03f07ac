import { damaged } from '../errors.ts';
import { checkDimensions } from '../limits.ts';
import type { DecodedImage } from '../types.ts';
import { type Block, blocksOf, rowBytesOf } from './blocks.ts';
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
