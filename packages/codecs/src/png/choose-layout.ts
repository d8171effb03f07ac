import type { IndexedImage } from '@kcolors/core';
import type { Deflate } from '../wasm/deflate-stream.ts';
import type { RowFilter } from './filter-rows.ts';
import { type Layout, rowsOf } from './indexed-picture.ts';
import { bitDepthFor } from './pack-rows.ts';
import { keptOrder, lumaOrder, neighborOrder, originalOrder } from './palette-order.ts';

/** Maximum number of pixels of an image of which all layouts are tried completely. */
const SMALL = 2 ** 16;
/** Minimum number of pixels of an image of which a small sample is tried first. */
const LARGE = 2 ** 18;
/** Pixels of a sample, and rows of each of its bands. */
const SAMPLE = 2 ** 13;
const LARGE_SAMPLE = 2 ** 15;
const BAND = 8;
/** A layout is taken if a large sample is so much smaller; a small sample decides whether a large one is worth its time. */
const ENOUGH = 0.97;
const PROMISING = 1;

/**
 * Returns the layouts of which one gives the smallest file, most likely. Rows are not filtered, except where that saves
 * bytes: in most indexed images neighboring indices are unrelated.
 */
export function chooseLayouts(image: IndexedImage, keepsOrder: boolean, deflate: Deflate): Layout[] {
  const { height, width } = image;
  const order = keepsOrder ? keptOrder(image) : originalOrder(image);
  const bitDepth = bitDepthFor(order.length);
  const plain: Layout = { order, bitDepth, filter: 'none' };
  if (bitDepth < 8) return [plain, { order, bitDepth: 8, filter: 'none' }];
  const isSmall = width * height <= SMALL;
  const orders = keepsOrder ? [order] : [lumaOrder(image), ...(isSmall ? [neighborOrder(image)] : [])];
  const layoutsWith = (...filters: RowFilter[]): Layout[] =>
    orders.flatMap((each) => filters.map((filter) => ({ order: each, bitDepth, filter })));
  if (isSmall) return [smallest(image, [plain, ...layoutsWith('sub', 'entropy', 'bigrams')], 1, deflate)];
  if (width * height > LARGE) {
    const few = smallest(sampleOf(image, SAMPLE), [plain, ...layoutsWith('entropy')], PROMISING, deflate);
    if (few === plain) return [plain];
  }
  const filtered = layoutsWith('entropy', 'bigrams');
  return [smallest(sampleOf(image, LARGE_SAMPLE), [plain, ...filtered], ENOUGH, deflate)];
}

/** Returns the layout that gives the fewest bytes. Those after the first one have to be smaller by a factor. */
function smallest(image: IndexedImage, layouts: readonly Layout[], factor: number, deflate: Deflate): Layout {
  let best = layouts[0]!;
  let least = Number.POSITIVE_INFINITY;
  for (const layout of layouts) {
    const bytes = deflate(rowsOf(image, layout), 'quick').length;
    const scaled = layout === layouts[0] ? bytes * factor : bytes;
    if (scaled >= least) continue;
    best = layout;
    least = scaled;
  }
  return best;
}

/** Returns evenly spaced bands of rows, one below the other. */
function sampleOf(image: IndexedImage, pixels: number): IndexedImage {
  const { height, indices, palette, width } = image;
  const count = Math.ceil(pixels / (BAND * width));
  const step = height / count;
  if (step < 2 * BAND) return image; // the bands would be more than half of it
  const sample = new Uint8Array(count * BAND * width);
  for (let i = 0; i < count; i++) {
    const top = Math.floor((i + 0.5) * step - BAND / 2);
    sample.set(indices.subarray(top * width, (top + BAND) * width), i * BAND * width);
  }
  return { width, height: count * BAND, indices: sample, palette };
}
