import type { IndexedImage } from '@kcolors/core';
import { concatBytes, u32beBytes } from '../bytes.ts';
import { droppedSegmentNotes } from '../jpeg/metadata.ts';
import type { EncodedImage, EncodeEffort, Metadata, Preserve } from '../types.ts';
import type { Chunk } from './chunks.ts';
import { assemblePng, encodePicture, INDEXED, type Picture } from './indexed-picture.ts';
import { NOT_OPTIMIZED, optimizeChunks } from './optimize.ts';
import { bitDepthFor } from './pack-rows.ts';
import { keptOrder, neighborOrder, originalOrder, type PaletteOrder } from './palette-order.ts';

/**
 * Palette orders to try, and the OxiPNG level. The order matters only with row filters, so a second one pays off (up to
 * 0.5 %) only at the level at which OxiPNG tries all filters.
 */
const EFFORTS: Record<
  EncodeEffort,
  { orders: readonly ((image: IndexedImage) => PaletteOrder)[]; oxipng: number }
> = {
  fast: { orders: [originalOrder], oxipng: 0 },
  default: { orders: [originalOrder], oxipng: 2 },
  best: { orders: [originalOrder, neighborOrder], oxipng: 4 },
};

/**
 * Encodes an indexed PNG, color type 3, even for gray palettes. Pixels have the minimum bit depth, unless OxiPNG finds
 * that whole bytes compress better, as in small flat graphics.
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
  for (const picture of keepsOrder
    ? keptPictures(image)
    : orders.map((order) => encodePicture(image, order(image)))) {
    const optimize = keepsOrder ? compressPicture : optimizePicture;
    const optimized = oxipng > 0 ? await optimize(picture, oxipng) : picture;
    isOptimized &&= optimized !== undefined;
    for (const candidate of [picture, optimized]) {
      if (candidate && (!best || pictureSize(candidate) < pictureSize(best))) best = candidate;
    }
  }
  const notes = [...droppedSegmentNotes(metadata), ...(isOptimized ? [] : [NOT_OPTIMIZED])];
  return { bytes: assemblePng(best!, metadata), notes };
}

/** Returns the picture with its unchanged palette, at the minimum bit depth and at 8 bits. */
function keptPictures(image: IndexedImage): Picture[] {
  const order = keptOrder(image);
  const depths = new Set([bitDepthFor(order.length), 8] as const);
  return [...depths].map((depth) => encodePicture(image, order, depth));
}

/**
 * Lets OxiPNG filter and compress the rows without changing the palette. To that end the picture is declared as an
 * animation, whose palette OxiPNG does not touch. Returns undefined if OxiPNG cannot run.
 */
async function compressPicture(picture: Picture, level: number): Promise<Picture | undefined> {
  const oneFrame = { type: 'acTL', data: concatBytes([u32beBytes(1), u32beBytes(0)]) };
  const [header, ...rest] = picture;
  const chunks = await optimizeChunks([header!, oneFrame, ...rest], level);
  const data = chunks?.find(({ type }) => type === 'IDAT');
  return data && picture.map((chunk) => (chunk.type === 'IDAT' ? data : chunk));
}

/**
 * Returns the picture as optimized by OxiPNG, or the input if the output is not indexed; undefined if OxiPNG cannot run.
 * A gray palette is tinted meanwhile, because OxiPNG would turn it into a grayscale image.
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

/** Flips the lowest bit of every blue, so that no color is gray. Applying it twice restores the palette. */
function tinted({ type, data }: Chunk): Chunk {
  return { type, data: type === 'PLTE' ? data.map((value, i) => (i % 3 === 2 ? value ^ 1 : value)) : data };
}

function pictureSize(picture: Picture): number {
  return picture.reduce((sum, { data }) => sum + 12 + data.length, 0);
}
