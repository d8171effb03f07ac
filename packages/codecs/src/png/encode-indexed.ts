import type { IndexedImage } from '@kcolors/core';
import { droppedSegmentNotes } from '../jpeg/metadata.ts';
import type { Preserve } from '../preserve.ts';
import type { EncodedImage, EncodeEffort, Metadata } from '../types.ts';
import type { DeflateLevel } from '../wasm/deflate-stream.ts';
import { chooseLayouts } from './choose-layout.ts';
import { openCompressor } from './deflate.ts';
import { assemblePng, type Layout, pictureOf, pictureSize, rowsOf } from './indexed-picture.ts';
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
  const { deflate, isOptimizing } = await openCompressor();
  const layouts =
    effort === 'fast' || !isOptimizing
      ? [fastLayout(image, keepsOrder)]
      : chooseLayouts(image, keepsOrder, deflate);
  const pictures = layouts.flatMap((layout) => {
    const rows = rowsOf(image, layout);
    return LEVELS[effort].map((level) => pictureOf(image, layout, deflate(rows, level)));
  });
  let isOptimized = isOptimizing;
  if (effort === 'best') {
    const optimized = await optimizeIndexed(image, keepsOrder, deflate);
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

function fastLayout(image: IndexedImage, keepsOrder: boolean): Layout {
  const order = keepsOrder ? keptOrder(image) : originalOrder(image);
  return { order, bitDepth: bitDepthFor(order.length), filter: 'none' };
}
