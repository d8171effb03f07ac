import { type QuantizeResult, quantizeSteps, type RgbaImage } from '@kcolors/core';
import { runSteps } from '@kcolors/core/threads';
import { countHidden, findHidden, type IsHidden, isAtRim, maskOf, rgbOf } from './hidden-pixels.ts';
import { isNearEnough, maxChannelDistance, rimColors } from './rim-colors.ts';
import { recolored, transparentEntry, withEntries } from './transparent-entries.ts';

// Hidden colors are the colors of fully transparent pixels.

/** Limits for hidden colors. */
export interface HiddenRoom {
  /** Maximum number of colors of the whole palette. */
  readonly maxColors: number;
  /** Number of leading colors of the palette that must not change. */
  readonly fixed: number;
  /** Keeps as many hidden colors as fit, instead of only those at rims. */
  readonly keepAll: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** A result with hidden colors. */
export interface WithHidden {
  readonly result: QuantizeResult;
  /** Number of fully transparent palette entries. */
  readonly entries: number;
  /** Whether no hidden color of the image was lost. */
  readonly isExact: boolean;
}

/**
 * Restores the hidden colors of an image in its quantized result.
 * - One hidden color: the transparent entry gets it. Translucent pixels that became transparent get entries of their own
 *   or, without room, lighten that one entry.
 * - Several hidden colors: entries are added while there is room, with `keepAll` for all of them, otherwise for those at
 *   rims, which filtering mixes with visible pixels.
 */
export async function withHiddenColors(
  result: QuantizeResult,
  image: RgbaImage,
  { fixed, keepAll, maxColors, signal }: HiddenRoom,
): Promise<WithHidden> {
  const { indices, palette } = result;
  const entry = transparentEntry(palette);
  const isTransparent: IsHidden = (pixel) => palette[4 * indices[pixel]! + 3] === 0;
  // Pixels that quantizing made transparent count last: their colors were not hidden on purpose.
  const wasHidden: IsHidden = (pixel) => image.data[4 * pixel + 3] === 0 && isTransparent(pixel);
  const { found, isHidden } = entry < 0 ? NONE : findEither(image, wasHidden, isTransparent);
  if (found.count === 'none') return { result, entries: 0, isExact: true };
  // Transparent black is the default for "transparent", not a chosen color.
  const isFixed = entry < fixed && rgbOf(palette, entry) !== 0;
  if (isFixed && !keepAll) return { result, entries: 1, isExact: true };
  const room = maxColors - palette.length / 4 + (isFixed ? 0 : 1);
  if (found.count === 'one' && !isFixed) {
    const hidden = found.first;
    const isFaded: IsHidden = (pixel) => isTransparent(pixel) && !isHidden(pixel);
    const faded = rimColors(image, maskOf(image, isFaded), Math.max(1, room - 1));
    if (faded.every((color) => isNearEnough(color, hidden)) || (keepAll && room < 2))
      return { result: { ...result, palette: recolored(palette, entry, hidden) }, entries: 1, isExact: true };
    if (room < 2) {
      const color = [hidden, ...faded].reduce(lightest);
      return { result: { ...result, palette: recolored(palette, entry, color) }, entries: 1, isExact: true };
    }
    const colors = [...new Set([hidden, ...faded])];
    const entryOf = (pixel: number) => (isFaded(pixel) ? substitute(colors, rgbOf(image.data, pixel)) : 0);
    const entries = { colors, first: entry, entryOf };
    return { result: withEntries(result, isTransparent, entries), entries: colors.length, isExact: true };
  }
  if (room < 1) return { result, entries: 1, isExact: false };
  const isFew = countHidden(image, isHidden, FEW + 1) <= Math.min(room, FEW);
  const { colors, isExact, entryOfHidden } =
    keepAll || isFew
      ? await allColors(image, isHidden, room, signal)
      : colorsAtRims(image, isHidden, room, found.first);
  const entryOf = (pixel: number) =>
    isHidden(pixel) ? entryOfHidden(pixel) : substitute(colors, rgbOf(image.data, pixel));
  const entries = { colors, first: isFixed ? undefined : entry, entryOf };
  return { result: withEntries(result, isTransparent, entries), entries: colors.length, isExact };
}

/** Returns the channel-wise maximum of two colors: next to either of them it makes no dark rim. */
function lightest(one: number, other: number): number {
  const channel = (mask: number) => Math.max(one & mask, other & mask);
  return channel(0xff) | channel(0xff00) | channel(0xff0000);
}

/** Number of hidden colors that are always kept if there is room, because they cost only a few bytes. */
const FEW = 8;

const NONE = { found: { count: 'none' }, isHidden: () => false } as const;

/** Finds the hidden pixels of the image or, if it has none, those of the result. */
function findEither(image: RgbaImage, wasHidden: IsHidden, isTransparent: IsHidden) {
  const found = findHidden(image, wasHidden);
  if (found.count !== 'none') return { found, isHidden: wasHidden };
  return { found: findHidden(image, isTransparent), isHidden: isTransparent };
}

/** Colors for hidden pixels. */
interface Chosen {
  readonly colors: readonly number[];
  readonly isExact: boolean;
  /** Returns the index in `colors` for a hidden pixel. It has to be called once per pixel, in their order. */
  readonly entryOfHidden: (pixel: number) => number;
}

/** Chooses colors for the pixels at rims. Other pixels get the first color, which compresses well. */
function colorsAtRims(image: RgbaImage, isHidden: IsHidden, room: number, fallback: number): Chosen {
  const mask = maskOf(image, isHidden);
  const found = rimColors(image, mask, room);
  const colors = found.length > 0 ? found : [fallback];
  const entryOfHidden = (pixel: number) =>
    colors.length > 1 && isAtRim(mask, pixel, image.width) ? substitute(colors, rgbOf(image.data, pixel)) : 0;
  return { colors, isExact: false, entryOfHidden };
}

/** Returns the index of the first color that is near enough to another, or of the nearest one. */
function substitute(colors: readonly number[], color: number): number {
  let best = 0;
  for (let i = 0; i < colors.length; i++) {
    if (isNearEnough(colors[i]!, color)) return i;
    if (maxChannelDistance(colors[i]!, color) < maxChannelDistance(colors[best]!, color)) best = i;
  }
  return best;
}

/** Chooses colors for all hidden pixels: their own colors if there is room, otherwise quantized ones. */
async function allColors(
  { data, height, width }: RgbaImage,
  isHidden: IsHidden,
  room: number,
  signal: AbortSignal | undefined,
): Promise<Chosen> {
  const total = width * height;
  let count = 0;
  for (let i = 0; i < total; i++) if (isHidden(i)) count++;
  const row = new Uint8Array(4 * count);
  for (let i = 0, to = 0; i < total; i++) {
    if (!isHidden(i)) continue;
    row.set(data.subarray(4 * i, 4 * i + 4), to);
    to += 4;
  }
  const steps = quantizeSteps({ data: row, width: count, height: 1 }, { maxColors: room, alpha: 'ignore' });
  const { indices, mse, palette } = await runSteps(steps, () => {}, signal);
  let next = 0;
  return {
    colors: Array.from({ length: palette.length / 4 }, (_, i) => rgbOf(palette, i)),
    isExact: mse === 0,
    entryOfHidden: () => indices[next++]!,
  };
}
