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

/** An edit of a palette color; the detail of `kc-edit`. */
export type PaletteEdit =
  | { readonly kind: 'lock' | 'unlock' | 'remove'; readonly hex: string }
  | { readonly kind: 'edit'; readonly hex: string; readonly to: string }
  | { readonly kind: 'merge'; readonly colors: readonly PaletteEntry[] };

/** Returns the request after an edit. `paletteSize` is the number of colors in the edited palette. */
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

/** Locks a color: it stays in the palette whatever the other options are. Raises the number of colors if needed. */
export function lock(request: CompressRequest, hex: string): CompressRequest {
  const fixedColors = unique([...request.fixedColors, hex]);
  return fixedColors.length > MAX_COLORS ? request : withRoom({ ...request, fixedColors });
}

/** Unlocks a color. */
export function unlock(request: CompressRequest, hex: string): CompressRequest {
  const gone = normalHex(hex);
  return { ...request, fixedColors: unique(request.fixedColors).filter((each) => each !== gone) };
}

/** Removes a color and lowers the number of colors by one. */
function remove(
  request: CompressRequest,
  hex: string,
  paletteSize: number = request.colors,
): CompressRequest {
  return withColors(unlock(request, hex), sizeOf(request, paletteSize) - 1);
}

/** Returns the number of colors: the palette's, at most the requested number if there is one. */
function sizeOf({ quality, colors }: CompressRequest, paletteSize: number): number {
  const max = quality === 'colors' ? colors : MAX_COLORS;
  return Math.min(max, Math.max(paletteSize, MIN_COLORS));
}

/** Locks the color `to` in place of `hex`. A locked color keeps its position. */
export function edit(request: CompressRequest, hex: string, to: string): CompressRequest {
  const old = normalHex(hex);
  if (!unique(request.fixedColors).includes(old ?? '')) return lock(request, to);
  const fixedColors = unique(request.fixedColors.map((each) => (normalHex(each) === old ? to : each)));
  return withRoom({ ...request, fixedColors });
}

/**
 * Locks the mean of several colors, weighted by their shares, in their place. Lowers the number of colors
 * accordingly.
 */
export function merge(
  request: CompressRequest,
  colors: readonly PaletteEntry[],
  paletteSize: number = request.colors,
): CompressRequest {
  const merged = unique(colors.map(({ hex }) => hex));
  if (merged.length < 2) return request;
  const rest = unique(request.fixedColors).filter((hex) => !merged.includes(hex));
  const fixedColors = unique([...rest, meanColor(colors, request.space)]);
  return withColors({ ...request, fixedColors }, sizeOf(request, paletteSize) - (merged.length - 1));
}

/**
 * Returns the mean of colors, weighted by share, in the color space of the request. Hue and lightness are also
 * weighted by alpha.
 */
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

/**
 * Returns the mean alpha, 0 to 255, and the alpha-weighted means of three values. Rows hold weight, alpha and the
 * values.
 */
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

/** Normalizes colors and removes duplicates and invalid ones. Keeps the order. */
function unique(hexes: readonly string[]): string[] {
  return [...new Set(hexes.flatMap((hex) => normalHex(hex) ?? []))];
}
