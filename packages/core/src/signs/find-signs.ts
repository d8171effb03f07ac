import type { PixelSource } from '../image/pixels.ts';
import { binOf, COLOR_BINS } from '../kernels/importance.ts';
import { distinctness } from './distinctness.ts';
import { type RareColors, rareColors } from './rare-colors.ts';

/**
 * A sign: a small region in a rare color that stands out, such as a light, an icon or one bar of a chart. All
 * regions of one color are one sign.
 */
export interface Sign {
  /** Its most frequent color, as a word. */
  readonly color: number;
  /** Share of the visible pixels that have this color or very similar ones. */
  readonly share: number;
  /** Mean distance to the colors around it, where black and white are 100 apart and lightness counts half. */
  readonly contrast: number;
  /** Indices of some of its pixels in the image. */
  readonly places: Uint32Array;
}

/** Approximate number of stored pixels per sign, and of those whose surroundings are examined. */
const MAX_PLACES = 256;
const MAX_EXAMINED = 64;
/**
 * Distance in pixels to the examined surroundings, and minimum distance of a color that differs (black and white are
 * 100 apart).
 */
const REACH = 4;
const MIN_DISTANCE = 6;
/** Maximum share of similar colors around a sign. */
const MAX_SIMILAR = 0.12;
/** Minimum distance from gray, in the same unit. */
const MIN_CHROMA = 6;
/** Minimum share of its pixels that have another one to their left or above. */
const MIN_COHERENT = 0.6;

/** Counts the pixels of each color bin. */
export function countColors(pixels: PixelSource): Uint32Array {
  const counts = new Uint32Array(COLOR_BINS);
  visitChunks(pixels, (chunk) => {
    for (let i = 0; i < chunk.length; i++) {
      const color = chunk[i]!;
      if (color >>> 24 > 0) counts[binOf(color)]!++;
    }
  });
  return counts;
}

/**
 * Returns the signs of an image: regions of at least 8 pixels, in colors that are rare in the image and far from all
 * surrounding colors.
 *
 * @param counts returns the number of visible pixels in a bin.
 */
export function findSigns(pixels: PixelSource, counts: (bin: number) => number): Sign[] {
  let visible = 0;
  for (let bin = 0; bin < COLOR_BINS; bin++) visible += counts(bin);
  const groups = rareColors(counts, visible);
  if (groups.length === 0) return [];
  const places = placesOf(pixels, groups);
  return groups.flatMap((group, i) => signOf(pixels, group, group.pixels / visible, places[i]!) ?? []);
}

/**
 * Returns evenly spaced pixels of each group, from the black squares of a chessboard, which lines of one pixel also
 * cross.
 */
function placesOf(pixels: PixelSource, groups: readonly RareColors[]): Uint32Array[] {
  const groupOf = new Uint8Array(COLOR_BINS);
  groups.forEach(({ bins }, i) => {
    for (const bin of bins) groupOf[bin] = i + 1;
  });
  const strides = groups.map((group) => Math.ceil(group.pixels / 2 / MAX_PLACES));
  const places = groups.map((): number[] => []);
  const visited = new Uint32Array(groups.length);
  const { height, width } = pixels;
  let other = 0; // last color outside of all groups; most pixels of a screenshot repeat it
  for (let y = 0; y < height; y++) {
    const row = pixels.view(y * width, (y + 1) * width);
    for (let x = y & 1; x < width; x += 2) {
      const color = row[x]!;
      if (color === other) continue;
      const group = groupOf[binOf(color)]!;
      if (group === 0 || color >>> 24 < 255) {
        other = color;
        continue;
      }
      if (visited[group - 1]!++ % strides[group - 1]! === 0) places[group - 1]!.push(y * width + x);
    }
  }
  return places.map((each) => Uint32Array.from(each));
}

/** Returns the sign of a group of colors; undefined if its pixels are scattered or blend into their surroundings. */
function signOf(
  source: PixelSource,
  { bins }: RareColors,
  share: number,
  places: Uint32Array,
): Sign | undefined {
  if (places.length === 0) return undefined; // of another image
  const own = new Set(bins);
  const { height, width } = source;
  const colorAt = (x: number, y: number) => source.view(y * width + x, y * width + x + 1)[0]!;
  const isOwn = (color: number) => color >>> 24 === 255 && own.has(binOf(color));
  const color = mostFrequent(Array.from(places, (place) => source.view(place, place + 1)[0]!));
  const center = placeOf(color);
  if (Math.hypot(center[0]!, center[2]!) < MIN_CHROMA) return undefined;
  const stride = Math.ceil(places.length / MAX_EXAMINED);
  let examined = 0;
  let coherent = 0;
  let surrounding = 0;
  let similar = 0;
  let contrast = 0;
  for (let i = 0; i < places.length; i += stride) {
    const x = places[i]! % width;
    const y = Math.floor(places[i]! / width);
    examined++;
    if ((x > 0 && isOwn(colorAt(x - 1, y))) || (y > 0 && isOwn(colorAt(x, y - 1)))) coherent++;
    for (const [dx, dy] of DIRECTIONS) {
      const [column, row] = [x + REACH * dx, y + REACH * dy];
      if (column < 0 || row < 0 || column >= width || row >= height) continue;
      const other = colorAt(column, row);
      if (isOwn(other)) continue;
      surrounding++;
      const distance = other >>> 24 > 0 ? distanceOf(placeOf(other), center) : MIN_DISTANCE;
      contrast += distance;
      if (distance < MIN_DISTANCE) similar++;
    }
  }
  const standsOut =
    surrounding > 0 && similar <= MAX_SIMILAR * surrounding && coherent >= MIN_COHERENT * examined;
  return standsOut ? { color, share, contrast: contrast / surrounding, places } : undefined;
}

const DIRECTIONS = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => [dx, dy] as const));

const placeOf = (rgba: number): Float64Array => {
  const place = new Float64Array(3);
  distinctness(rgba & 255, (rgba >>> 8) & 255, (rgba >>> 16) & 255, place);
  return place;
};

const distanceOf = (a: Float64Array, b: Float64Array): number =>
  Math.sqrt((a[0]! - b[0]!) ** 2 + (a[1]! - b[1]!) ** 2 + (a[2]! - b[2]!) ** 2);

/** The most frequent of some numbers; the smallest of several. */
function mostFrequent(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  let best = sorted[0]!;
  let highest = 0;
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    if (to - from > highest) [highest, best] = [to - from, sorted[from]!];
  }
  return best;
}

const CHUNK = 2 ** 15;

function visitChunks(source: PixelSource, visit: (chunk: Uint32Array) => void): void {
  for (let from = 0; from < source.length; from += CHUNK)
    visit(source.view(from, Math.min(from + CHUNK, source.length)));
}
