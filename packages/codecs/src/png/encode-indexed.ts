import type { IndexedImage } from '@kcolors/core';
import { droppedSegmentNotes } from '../jpeg/metadata.ts';
import type { EncodedImage, EncodeEffort, Metadata, Preserve } from '../types.ts';
import type { DeflateLevel } from '../wasm/deflate-stream.ts';
import { deflate } from './deflate.ts';
import { assemblePng, type Picture, pictureOf, pictureSize, rowsOf } from './indexed-picture.ts';
import { NOT_OPTIMIZED } from './optimize.ts';
import { optimizeIndexed } from './optimize-indexed.ts';
import { bitDepthFor } from './pack-rows.ts';
import { keptOrder, originalOrder } from './palette-order.ts';

/** Levels of our own encoder. `'best'` runs OxiPNG as well. */
const LEVELS: Record<EncodeEffort, readonly DeflateLevel[]> = {
  fast: ['quick'],
  default: ['strong'],
  best: ['strong', 'strongest'],
};

/**
 * Encodes an indexed PNG, color type 3, even for gray palettes. Pixels have the minimum bit depth, unless whole bytes
 * compress better, as in small flat graphics.
 */
export async function encodeIndexedPng(
  image: IndexedImage,
  metadata: Metadata,
  effort: EncodeEffort,
  { order: keepsOrder = false }: Pick<Preserve, 'order'> = {},
): Promise<EncodedImage> {
  const order = keepsOrder ? keptOrder(image) : originalOrder(image);
  const depths = new Set([bitDepthFor(order.length), 8] as const);
  const layouts = [...depths].map((bitDepth) => ({ order, bitDepth }));
  const pictures: Picture[] = [];
  let isOptimized = true;
  for (const layout of effort === 'fast' ? layouts.slice(0, 1) : layouts) {
    const rows = rowsOf(image, layout);
    for (const level of LEVELS[effort]) {
      const deflated = await deflate(rows, level);
      isOptimized &&= deflated.isOptimized;
      pictures.push(pictureOf(image, layout, deflated.stream));
    }
  }
  if (effort === 'best') {
    const optimized = await optimizeIndexed(image, keepsOrder ? layouts : undefined);
    isOptimized &&= optimized !== undefined;
    pictures.push(...(optimized ?? []));
  }
  const best = pictures.reduce((one, other) => (pictureSize(other) < pictureSize(one) ? other : one));
  const notes = [
    ...droppedSegmentNotes(metadata),
    ...(isOptimized || effort === 'fast' ? [] : [NOT_OPTIMIZED]),
  ];
  return { bytes: assemblePng(best, metadata), notes };
}
