import { CodecError, damaged } from '../errors.ts';
import { checkDimensions } from '../limits.ts';
import type { ImageHeader } from '../types.ts';
import { numbersOf, type TiffDirectory, type TiffFile } from './directory.ts';
import { TAG } from './tags.ts';

/** Compressions that are read. */
export type Compression = 'none' | 'lzw' | 'deflate' | 'packbits' | 'jpeg';

/** Strips or tiles of a page. A strip is a tile of the full width. */
interface Blocks {
  readonly width: number;
  readonly height: number;
  /** Number of blocks side by side, and one below the other. */
  readonly across: number;
  readonly down: number;
  /** Where each block is in the file: row by row, and plane by plane. */
  readonly offsets: readonly number[];
  /** Stored bytes of each block. */
  readonly lengths: readonly number[];
}

/** How the pixels of a page are stored. */
export interface TiffPage {
  readonly directory: TiffDirectory;
  readonly width: number;
  readonly height: number;
  /** Bits per sample: 1, 2, 4, 8, 16 or 32. */
  readonly bits: number;
  /** Samples per pixel. */
  readonly samples: number;
  readonly colors: 'gray' | 'white-is-zero' | 'rgb' | 'indexed' | 'cmyk' | 'ycbcr';
  readonly compression: Compression;
  /** Whether samples are stored as differences from their left neighbors. */
  readonly isDifference: boolean;
  /** Whether each channel is stored in blocks of its own. */
  readonly isPlanar: boolean;
  /** Whether the bits of each byte are reversed. */
  readonly isReversed: boolean;
  readonly alpha: 'none' | 'premultiplied' | 'straight';
  readonly blocks: Blocks;
}

const COMPRESSIONS: Readonly<Record<number, Compression>> = {
  1: 'none',
  5: 'lzw',
  7: 'jpeg',
  8: 'deflate',
  32773: 'packbits',
  32946: 'deflate',
};

const UNSUPPORTED_COMPRESSIONS: Readonly<Record<number, string>> = {
  2: 'CCITT fax',
  3: 'CCITT fax',
  4: 'CCITT fax',
  6: 'old JPEG',
  34712: 'JPEG 2000',
  34887: 'LERC',
  50000: 'Zstandard',
  50001: 'WebP',
  52546: 'JPEG XL',
};

const COLORS: Readonly<Record<number, TiffPage['colors']>> = {
  0: 'white-is-zero',
  1: 'gray',
  2: 'rgb',
  3: 'indexed',
  5: 'cmyk',
  6: 'ycbcr',
};

const UNSUPPORTED_COLORS: Readonly<Record<number, string>> = {
  4: 'a transparency mask',
  8: 'CIE L*a*b* colors',
  9: 'ICC L*a*b* colors',
  32803: 'the raw data of a camera',
  32844: 'LogL colors',
  32845: 'LogLuv colors',
  34892: 'the raw data of a camera',
};

/** Samples of a pixel without alpha and further channels. */
export const COLOR_SAMPLES: Readonly<Record<TiffPage['colors'], number>> = {
  gray: 1,
  'white-is-zero': 1,
  indexed: 1,
  rgb: 3,
  ycbcr: 3,
  cmyk: 4,
};

const REDUCED = 1; // bit of the subfile type
const unsupported = (what: string): CodecError =>
  new CodecError('unsupported-feature', `A TIFF with ${what} is not supported.`);

/** Returns the pages of a file, without the smaller copies of pages, such as thumbnails. */
export function pagesOf(file: TiffFile): readonly TiffDirectory[] {
  const isFull = (directory: TiffDirectory) =>
    ((numbersOf(file, directory, TAG.subfileType)[0] ?? 0) & REDUCED) === 0;
  const pages = file.directories.filter(isFull);
  return pages.length > 0 ? pages : file.directories.slice(0, 1);
}

/**
 * Reads how the first page is stored.
 * @throws {CodecError} `'damaged'`, or `'unsupported-feature'` with the name of the variant.
 */
export function readPage(file: TiffFile): TiffPage {
  const directory = pagesOf(file)[0]!;
  if (directory.entries.has(TAG.dngVersion)) throw unsupported('the raw data of a camera');
  const all = (tag: number) => numbersOf(file, directory, tag);
  const one = (tag: number, fallback: number) => all(tag)[0] ?? fallback;
  const [width, height] = [one(TAG.width, 0), one(TAG.height, 0)];
  checkDimensions(width, height, Number.POSITIVE_INFINITY);
  const method = one(TAG.compression, 1);
  const compression = COMPRESSIONS[method];
  if (!compression)
    throw unsupported(`${UNSUPPORTED_COMPRESSIONS[method] ?? `unknown (${method})`} compression`);
  const interpretation = one(TAG.photometric, -1);
  const colors = COLORS[interpretation];
  if (!colors) throw unsupported(UNSUPPORTED_COLORS[interpretation] ?? `unknown colors (${interpretation})`);
  const samples = one(TAG.samplesPerPixel, 1);
  if (samples < COLOR_SAMPLES[colors]) {
    throw damaged(`Expected ${COLOR_SAMPLES[colors]} channels in the TIFF but found ${samples}.`);
  }
  if (samples > MAX_SAMPLES) throw unsupported(`${samples} channels`);
  const bits = readBits(all(TAG.bitsPerSample), colors, compression);
  if (all(TAG.sampleFormat).some((format) => format !== 1 && format !== 4)) {
    throw unsupported('signed or floating-point numbers');
  }
  if (colors === 'cmyk' && one(TAG.inkSet, 1) !== 1) throw unsupported('inks other than CMYK');
  if (colors === 'ycbcr' && compression !== 'jpeg')
    throw unsupported('YCbCr colors without JPEG compression');
  const isPlanar = one(TAG.planarConfiguration, 1) === 2 && samples > 1;
  if (compression === 'jpeg' && (isPlanar || (samples !== 1 && samples !== 3))) {
    throw unsupported(`JPEG compression of ${samples} channels${isPlanar ? ' in planes' : ''}`);
  }
  const predictor = one(TAG.predictor, 1);
  if (predictor > 2) throw unsupported('the predictor of floating-point numbers');
  const isDifference = predictor === 2 && (compression === 'lzw' || compression === 'deflate');
  if (isDifference && bits < 8) throw unsupported(`a predictor for ${bits} bits per channel`);
  const [extra] = all(TAG.extraSamples);
  const mayHaveAlpha = samples > COLOR_SAMPLES[colors] && colors !== 'cmyk' && colors !== 'indexed';
  return {
    directory,
    width,
    height,
    bits,
    samples,
    colors,
    compression,
    isDifference,
    isPlanar,
    isReversed: one(TAG.fillOrder, 1) === 2 && compression !== 'jpeg',
    // Writers that do not say what a fourth channel is mean straight alpha.
    alpha: !mayHaveAlpha || extra === 0 ? 'none' : extra === 1 ? 'premultiplied' : 'straight',
    blocks: readBlocks(all, width, height, isPlanar ? samples : 1),
  };
}

const MAX_SAMPLES = 32;

function readBits(stored: readonly number[], colors: TiffPage['colors'], compression: Compression): number {
  const bits = stored[0] ?? 1;
  if (stored.some((each) => each !== bits)) throw unsupported('channels of different bits');
  const most = compression === 'jpeg' || colors === 'indexed' ? 8 : 32;
  if (![1, 2, 4, 8, 16, 32].includes(bits) || bits > most || (bits < 8 && compression === 'jpeg')) {
    throw unsupported(`${bits} bits per ${colors === 'indexed' ? 'palette index' : 'channel'}`);
  }
  return bits;
}

function readBlocks(
  all: (tag: number) => readonly number[],
  width: number,
  height: number,
  planes: number,
): Blocks {
  const isTiled = all(TAG.tileWidth).length > 0;
  const size = isTiled
    ? { width: all(TAG.tileWidth)[0]!, height: all(TAG.tileHeight)[0] ?? 0 }
    : { width, height: Math.min(height, all(TAG.rowsPerStrip)[0] ?? height) };
  checkDimensions(size.width, size.height, Number.POSITIVE_INFINITY);
  const across = Math.ceil(width / size.width);
  const down = Math.ceil(height / size.height);
  const offsets = all(isTiled ? TAG.tileOffsets : TAG.stripOffsets);
  const lengths = all(isTiled ? TAG.tileBytes : TAG.stripBytes);
  const count = across * down * planes;
  if (offsets.length < count || (lengths.length < count && lengths.length > 0)) {
    const found = Math.min(offsets.length, lengths.length);
    throw damaged(`Expected ${count} ${isTiled ? 'tiles' : 'strips'} in the TIFF but found ${found}.`);
  }
  return { ...size, across, down, offsets, lengths };
}

/** Returns the header of a TIFF in the form common to all formats. */
export function tiffImageHeader({ width, height, bits, colors }: TiffPage): ImageHeader {
  const models = { gray: 'gray', 'white-is-zero': 'gray', indexed: 'indexed', cmyk: 'cmyk' } as const;
  const colorModel = colors === 'rgb' || colors === 'ycbcr' ? 'rgb' : models[colors];
  return { format: 'tiff', width, height, bitDepth: bits, animated: false, colorModel };
}
