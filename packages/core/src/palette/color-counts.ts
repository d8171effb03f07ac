import { packColor } from '../color/working-space.ts';
import { BIN_BITS } from '../constants.ts';
import { addImage, createHistogram } from '../histogram-api.ts';
import { pixelsOf } from '../image/pixels.ts';
import { countOf, distinctColors } from '../kernels/distinct.ts';
import { BIN_STRIDE, type Histogram } from '../kernels/histogram.ts';
import type { RgbaImage } from '../types.ts';
import { crispEdges } from './crisp-edges.ts';

/** The counted colors of one or several images, whatever their order. */
export interface ColorCounts {
  /** Histogram of the images, whose edges were made crisp. */
  readonly histogram: Histogram;
  /**
   * Pixels in flat areas by their color, made opaque: those that equal their left or upper neighbor. They count by their
   * opacity. Colors that hardly any pixel of an image has are left out.
   */
  readonly flat: Map<number, number>;
  /** Number of visible pixels. They count by their opacity. */
  visible: number;
  /** Visible pixels by their color, made opaque, before edges were made crisp: as long as there are few colors. */
  all: Map<number, number> | undefined;
  /** One color of each bin that occurs, made opaque; 0 if none does. */
  readonly occurring: Uint32Array;
}

/** Maximum number of colors of pixel art. */
const FEW = 256;
const OPAQUE = 0xff000000;
const BINS = 2 ** (3 * BIN_BITS);
/** Bits of a channel below those of its bin. */
const SHIFT = 8 - BIN_BITS;
const LOW = 2 ** SHIFT - 1;
/** Least number of pixels in flat areas, and as a share of those of the image. */
const MIN_FLAT = 4;
const MIN_FLAT_SHARE = 2 ** -14;

/** Returns counts of no image, for `addColors`. */
export function createColorCounts(): ColorCounts {
  return {
    histogram: createHistogram(),
    flat: new Map(),
    all: new Map(),
    visible: 0,
    occurring: new Uint32Array(BINS),
  };
}

/**
 * Adds the colors of an image to counts.
 *
 * @throws QuantizeError if the image is invalid; `invalid-dimensions` beyond 2³⁰ pixels in all.
 */
export function addColors(counts: ColorCounts, image: RgbaImage): void {
  pixelsOf(image, 'keep'); // throws if the image is invalid
  if (counts.all && !addAll(counts.all, image)) counts.all = undefined;
  const crisp = crispEdges(image);
  addImage(counts.histogram, crisp);
  const { buffer, byteOffset, length } = crisp.data;
  const pixels = new Uint32Array(buffer, byteOffset, length / 4);
  addFlat(counts, pixels, image.width);
}

/** Counts all visible pixels, run by run. Returns false when there are more than a few colors. */
function addAll(all: Map<number, number>, { data }: RgbaImage): boolean {
  for (let at = 0; at < data.length; ) {
    const start = at;
    const word = packColor(data, at);
    do at += 4;
    while (at < data.length && packColor(data, at) === word);
    const alpha = word >>> 24;
    if (alpha === 0) continue;
    const color = (word | OPAQUE) >>> 0;
    const count = all.get(color);
    if (count === undefined && all.size === FEW) return false;
    all.set(color, (count ?? 0) + (((at - start) / 4) * alpha) / 255);
  }
  return true;
}

function addFlat(counts: ColorCounts, pixels: Uint32Array, width: number): void {
  const { flat, occurring } = counts;
  const found = new Map<number, number>();
  for (let i = 0; i < pixels.length; ) {
    const pixel = pixels[i]!;
    const rowEnd = i - (i % width) + width;
    let equal = i >= width && pixels[i - width] === pixel ? 1 : 0;
    let end = i + 1;
    for (; end < rowEnd && pixels[end] === pixel; end++) equal++;
    const alpha = pixel >>> 24;
    counts.visible += ((end - i) * alpha) / 255;
    i = end;
    if (alpha === 0) continue;
    const color = (pixel | OPAQUE) >>> 0;
    const bin = binOf(color);
    if (occurring[bin] !== color && isBetter(color, occurring[bin]!)) occurring[bin] = color;
    if (equal > 0) found.set(color, (found.get(color) ?? 0) + (equal * alpha) / 255);
  }
  const least = Math.max(MIN_FLAT, MIN_FLAT_SHARE * pixels.length);
  for (const [color, count] of found) if (count >= least) flat.set(color, (flat.get(color) ?? 0) + count);
}

/** Whether a color represents its bin better than another, 0 for none: nearer to its center, or of a lower value. */
function isBetter(color: number, other: number): boolean {
  if (other === 0) return true;
  const difference = offCenter(color) - offCenter(other);
  return difference < 0 || (difference === 0 && color < other);
}

/** Distance of an opaque color from the center of its bin, in half steps of all channels together. */
const offCenter = (color: number): number =>
  Math.abs(2 * (color & LOW) - LOW) +
  Math.abs(2 * ((color >>> 8) & LOW) - LOW) +
  Math.abs(2 * ((color >>> 16) & LOW) - LOW);

/** Returns the bin of a color. */
const binOf = (color: number): number =>
  ((((color & 255) >> SHIFT) << (2 * BIN_BITS)) |
    ((((color >>> 8) & 255) >> SHIFT) << BIN_BITS) |
    (((color >>> 16) & 255) >> SHIFT)) >>>
  0;

/** Visits all visible colors of a histogram, made opaque, with their pixels. Of bins only opaque ones, at their means. */
export function visitColors(
  { binned, distinct, opaque }: Histogram,
  visit: (color: number, count: number) => void,
): void {
  if (!binned) {
    for (const color of distinctColors(distinct))
      if (color >>> 24 > 0) visit((color | OPAQUE) >>> 0, (countOf(distinct, color) * (color >>> 24)) / 255);
    return;
  }
  const mask = (1 << BIN_BITS) - 1;
  const rgba = Uint8Array.of(0, 0, 0, 255);
  for (let at = 0; at < opaque.length; at += BIN_STRIDE) {
    const count = opaque[at + 3]!;
    if (count === 0) continue;
    const bin = at / BIN_STRIDE;
    for (let i = 0; i < 3; i++) {
      const corner = 4 * ((bin >> (BIN_BITS * (2 - i))) & mask);
      rgba[i] = corner + Math.round(opaque[at + i]! / count);
    }
    visit(packColor(rgba, 0), count);
  }
}
