import type { IndexedImage } from '@kcolors/core';
import { concatBytes, u32beBytes } from '../bytes.ts';
import { droppedSegmentNotes } from '../jpeg/metadata.ts';
import type { EncodedImage, EncodeEffort, Metadata, Preserve } from '../types.ts';
import type { Chunk } from './chunks.ts';
import { assemblePng, encodePicture, INDEXED, type Picture } from './indexed-picture.ts';
import { NOT_OPTIMIZED, optimizeChunks } from './optimize.ts';
import { bitDepthFor } from './pack-rows.ts';
import { givenOrder, keptOrder, neighborOrder, type PaletteOrder } from './palette-order.ts';

/**
 * The orders of the palette that are tried, and how hard OxiPNG then looks for a smaller file. Without filters the
 * order plays no part, so that more than one only pays (up to 0.5 %) where OxiPNG tries them all.
 */
const EFFORTS: Record<
  EncodeEffort,
  { orders: readonly ((image: IndexedImage) => PaletteOrder)[]; oxipng: number }
> = {
  fast: { orders: [givenOrder], oxipng: 0 },
  default: { orders: [givenOrder], oxipng: 2 },
  max: { orders: [givenOrder, neighborOrder], oxipng: 4 },
};

/**
 * Encodes an indexed PNG: color type 3 whatever the colors. Pixels take the fewest bits that hold their index, unless
 * OxiPNG finds whole bytes to deflate better, as in small flat pictures.
 */
export async function encodeIndexedPng(
  image: IndexedImage,
  metadata: Metadata,
  effort: EncodeEffort,
  { order: keepsOrder = false }: Pick<Preserve, 'order'> = {},
): Promise<EncodedImage> {
  const { orders, oxipng } = EFFORTS[effort];
  let best: Picture | undefined;
  let isOptimized = true;
  for (const own of keepsOrder
    ? keptPictures(image)
    : orders.map((order) => encodePicture(image, order(image)))) {
    const optimize = keepsOrder ? compressPicture : optimizePicture;
    const optimized = oxipng > 0 ? await optimize(own, oxipng) : own;
    isOptimized &&= optimized !== undefined;
    for (const candidate of [own, optimized]) {
      if (candidate && (!best || pictureSize(candidate) < pictureSize(best))) best = candidate;
    }
  }
  const notes = [...droppedSegmentNotes(metadata), ...(isOptimized ? [] : [NOT_OPTIMIZED])];
  return { bytes: assemblePng(best!, metadata), notes };
}

/** The picture with its palette as it is, in the fewest bits and in whole bytes. */
function keptPictures(image: IndexedImage): Picture[] {
  const order = keptOrder(image);
  const depths = new Set([bitDepthFor(order.length), 8] as const);
  return [...depths].map((depth) => encodePicture(image, order, depth));
}

/**
 * The picture with its rows filtered and compressed by OxiPNG, which leaves the palette of an animation alone; undefined when
 * OxiPNG cannot run.
 */
async function compressPicture(picture: Picture, level: number): Promise<Picture | undefined> {
  const oneFrame = { type: 'acTL', data: concatBytes([u32beBytes(1), u32beBytes(0)]) };
  const [header, ...rest] = picture;
  const chunks = await optimizeChunks([header!, oneFrame, ...rest], level);
  const data = chunks?.find(({ type }) => type === 'IDAT');
  return data && picture.map((chunk) => (chunk.type === 'IDAT' ? data : chunk));
}

/**
 * The picture as OxiPNG writes it, or as it is when that is not indexed; undefined when OxiPNG cannot run. A palette of
 * grays is tinted meanwhile, because OxiPNG would make it a grayscale image.
 */
async function optimizePicture(picture: Picture, level: number): Promise<Picture | undefined> {
  const plte = picture.find(({ type }) => type === 'PLTE')!.data;
  const isGray = plte.every((value, i) => value === plte[i - (i % 3)]);
  const input = isGray ? picture.map(tinted) : picture;
  const chunks = await optimizeChunks(input, level);
  if (!chunks) return undefined;
  if (chunks[0]?.data[9] !== INDEXED) return picture;
  const output = chunks.filter(({ type }) => ['IHDR', 'PLTE', 'tRNS', 'IDAT'].includes(type));
  return isGray ? output.map(tinted) : output;
}

/** Flips the lowest bit of each blue: no gray is left, and doing it again undoes it. */
function tinted({ type, data }: Chunk): Chunk {
  return { type, data: type === 'PLTE' ? data.map((value, i) => (i % 3 === 2 ? value ^ 1 : value)) : data };
}

function pictureSize(picture: Picture): number {
  return picture.reduce((sum, { data }) => sum + 12 + data.length, 0);
}
