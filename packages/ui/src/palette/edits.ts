import {
  type CompressRequest,
  MAX_COLORS,
  MIN_COLORS,
  normalHex,
  type PaletteEntry,
  parseHex,
  type Rgba,
  toHex,
  withColors,
  withRoom,
} from '@kcolors/codecs/request';
import { oklabOf, rgbaOf } from './color.ts';

/** What a person does to a color of the palette; `kc-edit` tells it. */
export type PaletteEdit =
  | { readonly kind: 'lock' | 'unlock' | 'remove'; readonly hex: string }
  | { readonly kind: 'edit'; readonly hex: string; readonly to: string }
  | { readonly kind: 'merge'; readonly colors: readonly PaletteEntry[] };

/** The request after an edit. `paletteSize` is how many colors the palette has that was edited. */
export function applyEdit(
  request: CompressRequest,
  change: PaletteEdit,
  paletteSize?: number,
): CompressRequest {
  switch (change.kind) {
    case 'lock':
      return lock(request, change.hex);
    case 'unlock':
      return unlock(request, change.hex);
    case 'remove':
      return remove(request, change.hex, paletteSize);
    case 'edit':
      return edit(request, change.hex, change.to);
    case 'merge':
      return merge(request, change.colors, paletteSize);
  }
}

/** Keeps a color in the palette, whatever else is asked for. Room is made for it where there is none. */
export function lock(request: CompressRequest, hex: string): CompressRequest {
  const pinned = unique([...request.pinned, hex]);
  return pinned.length > MAX_COLORS ? request : withRoom({ ...request, pinned });
}

/** Lets go of a locked color. */
export function unlock(request: CompressRequest, hex: string): CompressRequest {
  const gone = normalHex(hex);
  return { ...request, pinned: unique(request.pinned).filter((each) => each !== gone) };
}

/** Lets go of a color, in a palette that has one less. */
function remove(
  request: CompressRequest,
  hex: string,
  paletteSize: number = request.colors,
): CompressRequest {
  return withColors(unlock(request, hex), sizeOf(request, paletteSize) - 1);
}

/** How many colors there are: no more than are asked for, where a number is. */
function sizeOf({ quality, colors }: CompressRequest, paletteSize: number): number {
  const most = quality === 'colors' ? colors : MAX_COLORS;
  return Math.min(most, Math.max(paletteSize, MIN_COLORS));
}

/** Locks another color instead of this one, in its place where it was locked. */
export function edit(request: CompressRequest, hex: string, to: string): CompressRequest {
  const old = normalHex(hex);
  if (!unique(request.pinned).includes(old ?? '')) return lock(request, to);
  const pinned = unique(request.pinned.map((each) => (normalHex(each) === old ? to : each)));
  return withRoom({ ...request, pinned });
}

/**
 * Locks the mean of some colors, weighted by their shares, instead of them, in a palette that has as many colors
 * less as went away.
 */
export function merge(
  request: CompressRequest,
  colors: readonly PaletteEntry[],
  paletteSize: number = request.colors,
): CompressRequest {
  const merged = unique(colors.map(({ hex }) => hex));
  if (merged.length < 2) return request;
  const rest = unique(request.pinned).filter((hex) => !merged.includes(hex));
  const pinned = unique([...rest, meanColor(colors, request.space)]);
  return withColors({ ...request, pinned }, sizeOf(request, paletteSize) - (merged.length - 1));
}

/** The mean of colors by their shares, where they are compared; the more opaque one counts for more of the hue. */
export function meanColor(colors: readonly PaletteEntry[], space: CompressRequest['space']): string {
  const known = colors.flatMap(({ hex, share }) => {
    const color = parseHex(hex);
    return color ? [{ color, share }] : [];
  });
  const seen = known.some(({ share }) => share > 0) ? known : known.map((each) => ({ ...each, share: 1 }));
  return toHex(space === 'oklab' ? meanInOklab(seen) : meanAsStored(seen));
}

interface Weighted {
  readonly color: Rgba;
  readonly share: number;
}

function meanAsStored(colors: readonly Weighted[]): Rgba {
  const mean = weightedMean(colors.map(({ color: { r, g, b, a }, share }) => [share, a / 255, r, g, b]));
  const [alpha, r, g, b] = mean.map(Math.round) as [number, number, number, number];
  return { r, g, b, a: alpha };
}

function meanInOklab(colors: readonly Weighted[]): Rgba {
  const mean = weightedMean(
    colors.map(({ color, share }) => {
      const { l, a, b, alpha } = oklabOf(color);
      return [share, alpha, l, a, b];
    }),
  );
  const [alpha, l, a, b] = mean as [number, number, number, number];
  return rgbaOf({ l, a, b, alpha: alpha / 255 });
}

/** Of rows of weight, opacity and three values: the mean opacity, 0 to 255, and the means of the values. */
function weightedMean(rows: readonly (readonly [number, number, number, number, number])[]): number[] {
  let [weight, opacity] = [0, 0];
  for (const [share, alpha] of rows) {
    weight += share;
    opacity += share * alpha;
  }
  const meanOf = (index: 2 | 3 | 4) =>
    opacity > 0 ? rows.reduce((sum, row) => sum + row[0] * row[1] * row[index], 0) / opacity : 0;
  return [weight > 0 ? (255 * opacity) / weight : 0, meanOf(2), meanOf(3), meanOf(4)];
}

/** Each color once, in the order they first came, written one way; what is no color is left out. */
function unique(hexes: readonly string[]): string[] {
  return [...new Set(hexes.flatMap((hex) => normalHex(hex) ?? []))];
}
