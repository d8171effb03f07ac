import { colornames } from 'color-name-list/short';
import { converter, modeLrgb, modeOklab, modeRgb, type Oklab, useMode } from 'culori/fn';
import type { Palette } from '../palettes/palette.ts';

/** About 3,000 names of one or two words. Source: https://github.com/meodai/color-names, the short list. */
const LIST = colornames as readonly { readonly name: string; readonly hex: string }[];

for (const mode of [modeRgb, modeLrgb]) useMode(mode);
useMode(modeOklab);
const toOklab = converter('oklab');
const oklabOf = (hex: string): Oklab => toOklab(hex.slice(0, 7))!; // ignores opacity

let colors: readonly Oklab[] | undefined;
const cache = new Map<string, string>();
const MAX_CACHED = 4096; // colors

const TRANSPARENT = 'Transparent';
const isTransparent = (hex: string): boolean => hex.length === 9 && hex.endsWith('00');

/**
 * Returns the name of the nearest color in the list, by Euclidean distance in Oklab. Alpha is ignored, except that a
 * fully transparent color is `Transparent`.
 * @param hex - `#rrggbb` or `#rrggbbaa`
 */
export function nearestName(hex: string): string {
  if (isTransparent(hex)) return TRANSPARENT;
  const found = cache.get(hex);
  if (found !== undefined) return found;
  if (cache.size >= MAX_CACHED) cache.clear();
  const name = nearestFree(hex, new Set());
  cache.set(hex, name);
  return name;
}

function nearestFree(hex: string, taken: ReadonlySet<string>): string {
  colors ??= LIST.map((each) => oklabOf(each.hex));
  const { l, a, b } = oklabOf(hex);
  let best = '';
  let minDistance = Number.POSITIVE_INFINITY;
  for (let i = 0; i < colors.length; i++) {
    const color = colors[i]!;
    const distance = (color.l - l) ** 2 + (color.a - a) ** 2 + (color.b - b) ** 2;
    if (distance >= minDistance || taken.has(LIST[i]!.name)) continue;
    minDistance = distance;
    best = LIST[i]!.name;
  }
  return best;
}

/** Returns the palette with a name for each unnamed color: the nearest name that no other color of the palette has. */
export function namePalette(palette: Palette): Palette {
  const taken = new Set(palette.colors.flatMap(({ name }) => name ?? []));
  const named = palette.colors.map((color) => {
    if (color.name !== undefined) return color;
    const name = freeName(color.hex, taken);
    taken.add(name);
    return { ...color, name };
  });
  return { ...palette, colors: named };
}

function freeName(hex: string, taken: ReadonlySet<string>): string {
  const nearest = nearestName(hex);
  return taken.has(nearest) ? nearestFree(hex, taken) : nearest;
}
