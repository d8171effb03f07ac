import type { RgbaImage } from '@kcolors/core';
import { concatBytes, u32beBytes } from '../bytes.ts';
import { droppedSegmentNotes } from '../jpeg/metadata.ts';
import type { EncodedImage, EncodeEffort, Metadata } from '../types.ts';
import { type Chunk, writePng } from './chunks.ts';
import { pngMetadataChunks } from './metadata.ts';
import { NOT_OPTIMIZED, optimizeChunks } from './optimize.ts';

const TRUECOLOR_ALPHA = 6;
/** Bit of the color type that is set for color and unset for grayscale. */
const COLORS = 2;
const OXIPNG: Record<EncodeEffort, number> = { fast: 0, default: 2, best: 4 };

/** Maximum bytes of pixels for OxiPNG, which needs about eight times this memory. */
const MAX_OPTIMIZED = 2 ** 27;

/** Encodes a lossless PNG in the color type that OxiPNG finds to be the smallest. */
export async function encodeFullColorPng(
  image: RgbaImage,
  metadata: Metadata,
  effort: EncodeEffort,
): Promise<EncodedImage> {
  const { data, height, width } = image;
  const header = [u32beBytes(width), u32beBytes(height), Uint8Array.of(8, TRUECOLOR_ALPHA, 0, 0, 0)];
  const { deflateRows } = await import('./deflate-rows.ts');
  const plain = (level: 1 | 6 | 9): Chunk[] => [
    { type: 'IHDR', data: concatBytes(header) },
    { type: 'IDAT', data: deflateRows(image, level) },
  ];
  const isOptimized = OXIPNG[effort] > 0 && data.length <= MAX_OPTIMIZED;
  const optimized = isOptimized ? await optimizedPicture(plain(1), OXIPNG[effort], metadata) : undefined;
  const picture = optimized ?? plain(data.length <= MAX_OPTIMIZED ? 9 : 6);
  const { early, late } = pngMetadataChunks(metadata);
  const of = (...types: string[]) => picture.filter(({ type }) => types.includes(type));
  return {
    bytes: writePng([...of('IHDR'), ...early, ...of('PLTE', 'tRNS'), ...late, ...of('IDAT'), END]),
    notes: [...droppedSegmentNotes(metadata), ...(OXIPNG[effort] > 0 && !optimized ? [NOT_OPTIMIZED] : [])],
  };
}

const END: Chunk = { type: 'IEND', data: new Uint8Array(0) };

/**
 * Returns the picture as optimized by OxiPNG, or undefined if it cannot run. With a color profile, the input replaces a
 * grayscale result, because an RGB profile is invalid for grayscale.
 */
async function optimizedPicture(
  plain: readonly Chunk[],
  level: number,
  { icc }: Metadata,
): Promise<readonly Chunk[] | undefined> {
  const chunks = await optimizeChunks(plain, level);
  const isGray = chunks !== undefined && (chunks[0]!.data[9]! & COLORS) === 0;
  return isGray && icc ? plain : chunks;
}
