import { type QuantizeResult, quantizeSteps, type RgbaImage } from '@kcolors/core';
import { runSteps } from '@kcolors/core/threads';
import { countHidden, findHidden, type IsHidden, isAtRim, maskOf, rgbOf } from './hidden-pixels.ts';
import { farOf, isNearEnough, rimColors } from './rim-colors.ts';
import { recolored, transparentEntry, withEntries } from './transparent-entries.ts';

/** What may be done for hidden colors. */
export interface HiddenRoom {
  /** Most colors of the result, all of it. */
  readonly maxColors: number;
  /** Leading colors of the palette that stay as they are. */
  readonly fixed: number;
  /** Whether to keep as many hidden colors as there is room for, not only those at rims. */
  readonly keeps: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** A result with hidden colors, and whether all are those of the image. */
export interface WithHidden {
  readonly result: QuantizeResult;
  /** Entries of full transparency. */
  readonly entries: number;
  readonly isExact: boolean;
}

/**
 * Gives the fully transparent pixels of a result colors of the image again. Where the image has one color there, it is
 * that one; pixels that were faint and became transparent get their own, or where there is no room the one color becomes as
 * light as theirs. Where it has several, entries are added to the palette as long as there is room: for the colors at rims, which
 * filters mix with visible pixels, or with `keeps` for all.
 */
export async function withHiddenColors(
  result: QuantizeResult,
  image: RgbaImage,
  { fixed, keeps, maxColors, signal }: HiddenRoom,
): Promise<WithHidden> {
  const { indices, palette } = result;
  const entry = transparentEntry(palette);
  const isShown: IsHidden = (pixel) => palette[4 * indices[pixel]! + 3] === 0;
  // Pixels that only became transparent follow those that were: their colors are not hidden on purpose.
  const wasHidden: IsHidden = (pixel) => image.data[4 * pixel + 3] === 0 && isShown(pixel);
  const { found, isHidden } = entry < 0 ? NONE : findEither(image, wasHidden, isShown);
  if (found.count === 'none') return { result, entries: 0, isExact: true };
  // Black there says that it is transparent, and nothing of the color.
  const isGiven = entry < fixed && rgbOf(palette, entry) !== 0;
  if (isGiven && !keeps) return { result, entries: 1, isExact: true }; // that color was asked for
  const room = maxColors - palette.length / 4 + (isGiven ? 0 : 1);
  if (found.count === 'one' && !isGiven) {
    const hidden = found.first;
    const isFaded: IsHidden = (pixel) => isShown(pixel) && !isHidden(pixel);
    const faded = rimColors(image, maskOf(image, isFaded), Math.max(1, room - 1));
    if (faded.every((color) => isNearEnough(color, hidden)) || (keeps && room < 2))
      return { result: { ...result, palette: recolored(palette, entry, hidden) }, entries: 1, isExact: true };
    if (room < 2) {
      const color = [hidden, ...faded].reduce(lightest);
      return { result: { ...result, palette: recolored(palette, entry, color) }, entries: 1, isExact: true };
    }
    const colors = [hidden, ...faded];
    const numberOf = (pixel: number) => (isFaded(pixel) ? 1 + standIn(faded, rgbOf(image.data, pixel)) : 0);
    const entries = { colors, first: entry, numberOf };
    return { result: withEntries(result, isShown, entries), entries: colors.length, isExact: true };
  }
  if (room < 1) return { result, entries: 1, isExact: false };
  const isFew = countHidden(image, isHidden, FEW + 1) <= Math.min(room, FEW);
  const { colors, isExact, numbers } =
    keeps || isFew
      ? await allColors(image, isHidden, room, signal)
      : colorsAtRims(image, isHidden, room, found.first);
  const numberOf = (pixel: number) =>
    isHidden(pixel) ? numbers(pixel) : standIn(colors, rgbOf(image.data, pixel));
  const entries = { colors, first: isGiven ? undefined : entry, numberOf };
  return { result: withEntries(result, isShown, entries), entries: colors.length, isExact };
}

/** A color that is no darker than two others in any channel: beside either of them it makes no dark rim. */
function lightest(one: number, other: number): number {
  const channel = (mask: number) => Math.max(one & mask, other & mask);
  return channel(0xff) | channel(0xff00) | channel(0xff0000);
}

/** So few hidden colors stay where there is room: they cost some bytes. */
const FEW = 8;

const NONE = { found: { count: 'none' }, isHidden: () => false } as const;

/** The hidden pixels of the image, or where it has none those of the result. */
function findEither(image: RgbaImage, wasHidden: IsHidden, isShown: IsHidden) {
  const found = findHidden(image, wasHidden);
  if (found.count !== 'none') return { found, isHidden: wasHidden };
  return { found: findHidden(image, isShown), isHidden: isShown };
}

/** Colors for hidden pixels; `numbers` gives each pixel's, and is asked for them in their order. */
interface Chosen {
  readonly colors: readonly number[];
  readonly isExact: boolean;
  readonly numbers: (pixel: number) => number;
}

/** Colors for the pixels at rims; those away from them have the first, which makes long runs. */
function colorsAtRims(image: RgbaImage, isHidden: IsHidden, room: number, otherwise: number): Chosen {
  const mask = maskOf(image, isHidden);
  const found = rimColors(image, mask, room);
  const colors = found.length > 0 ? found : [otherwise];
  const numbers = (pixel: number) =>
    colors.length > 1 && isAtRim(mask, pixel, image.width) ? standIn(colors, rgbOf(image.data, pixel)) : 0;
  return { colors, isExact: false, numbers };
}

/** Number of the first color that can stand for another, or of the one that is nearest to it. */
function standIn(colors: readonly number[], color: number): number {
  let best = 0;
  for (let i = 0; i < colors.length; i++) {
    if (isNearEnough(colors[i]!, color)) return i;
    if (farOf(colors[i]!, color) < farOf(colors[best]!, color)) best = i;
  }
  return best;
}

/** Colors for all hidden pixels: their own where there is room, else those that are nearest to them. */
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
    numbers: () => indices[next++]!,
  };
}
