import { colornames } from 'color-name-list/short';
import { converter, modeLrgb, modeOklab, modeRgb, type Oklab, useMode } from 'culori/fn';
import type { Palette } from '../palettes/palette.ts';

/** 3,000 names of one or two words, from the list of meodai (https://github.com/meodai/color-names). */
const LIST = colornames as readonly { readonly name: string; readonly hex: string }[];

for (const mode of [modeRgb, modeLrgb]) useMode(mode);
useMode(modeOklab);
const toOklab = converter('oklab');
const oklabOf = (hex: string): Oklab => toOklab(hex.slice(0, 7))!; // opacity plays no part

let colors: readonly Oklab[] | undefined;
const known = new Map<string, string>();
const MOST_KNOWN = 4096; // colors whose name is remembered

const TRANSPARENT = 'Transparent';
const isTransparent = (hex: string): boolean => hex.length === 9 && hex.endsWith('00');

/** The name in the list whose color looks most like this one, by its distance in Oklab. */
export function nearestName(hex: string): string {
  if (isTransparent(hex)) return TRANSPARENT;
  const found = known.get(hex);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const name = nearestFree(hex, new Set());
  known.set(hex, name);
  return name;
}

function nearestFree(hex: string, taken: ReadonlySet<string>): string {
  colors ??= LIST.map((each) => oklabOf(each.hex));
  const { l, a, b } = oklabOf(hex);
  let best = '';
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < colors.length; i++) {
    const color = colors[i]!;
    const distance = (color.l - l) ** 2 + (color.a - a) ** 2 + (color.b - b) ** 2;
    if (distance >= least || taken.has(LIST[i]!.name)) continue;
    least = distance;
    best = LIST[i]!.name;
  }
  return best;
}

/** Gives each color without a name the nearest one that no other color has, the first color first. */
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
