import type { IndexedImage } from '@kcolors/core';
import type { Deflate } from '../wasm/deflate-stream.ts';
import type { RowFilter } from './filter-rows.ts';
import { type Layout, rowsOf } from './indexed-picture.ts';
import { bitDepthFor } from './pack-rows.ts';
import { keptOrder, lumaOrder, neighborOrder, originalOrder } from './palette-order.ts';

/** Up to this number of pixels, the whole image is compressed in each layout. */
const SMALL = 2 ** 16;
/** Above this number of pixels, a small sample decides first whether a large one is needed. */
const LARGE = 2 ** 18;
/** Pixels of a sample, and rows of each of its bands. */
const SAMPLE = 2 ** 13;
const LARGE_SAMPLE = 2 ** 15;
const BAND = 8;
/** Ratios of the bytes of a filtered sample to the plain one: of a large sample, and of a small one before it. */
const ENOUGH = 0.97;
const PROMISING = 1;

/**
 * Returns the one or two layouts that probably give the smallest file. In most indexed images neighboring indices are
 * unrelated, so a filter is used only if a sample gets smaller.
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
