// The settings of the palette, and how edits and imports change them.

import { type Palette, paletteBytes } from '@kcolors/codecs/palettes';
import { type CompressRequest, parseHex } from '@kcolors/codecs/request';
import type { Gathering } from '@kcolors/codecs/worker';
import { applyEdit, lock, type PaletteEdit } from '@kcolors/ui/palette';

type ColorsOptions = NonNullable<Parameters<Gathering['mainColors']>[0]>;

/** Maximum number of colors to find. */
export const MAX_MAIN_COLORS = 64;

export interface Wanted {
  /** The number of colors and the locked ones. */
  readonly request: CompressRequest;
  readonly auto: boolean;
  /** Weight of distinctive colors, 0 to 1. 0 favors large areas, 1 distinctive colors. */
  readonly salience: number;
  /** Name of the imported palette. */
  readonly name?: string;
  /** Imported names of colors, by hex value. Several tokens may share a color. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** Options for finding colors in images; undefined when more colors are locked than can be found. */
export function colorsOptions({ request, auto, salience }: Wanted): ColorsOptions | undefined {
  const { fixedColors } = request;
  if (fixedColors.length > MAX_MAIN_COLORS) return undefined;
  const colors = auto ? 'auto' : Math.min(MAX_MAIN_COLORS, Math.max(fixedColors.length, request.colors));
  const locked = fixedColors.length > 0 && {
    fixedColors: paletteBytes({ colors: fixedColors.map((hex) => ({ hex })) }),
  };
  return { colors, salience, ...locked };
}

/** Settings after an import: locks all of the palette's colors and requests no others. */
export function imported(wanted: Wanted, { name, colors }: Palette): Wanted {
  const names = new Map<string, string[]>();
  for (const color of colors) {
    const known = names.get(color.hex) ?? [];
    names.set(color.hex, color.name === undefined ? known : [...known, color.name]);
  }
  const request = { ...wanted.request, fixedColors: [...names.keys()], colors: names.size };
  const { name: _, ...rest } = wanted;
  return { ...rest, request, names, auto: false, ...(name !== undefined && { name }) };
}

/** Settings after an edit. A changed or merged color keeps its names. */
export function edited(wanted: Wanted, change: PaletteEdit, shown: number): Wanted {
  const before = { ...wanted.request, colors: wanted.auto ? shown : wanted.request.colors };
  const request = applyEdit(before, change, shown);
  if (!('to' in change || 'colors' in change)) return { ...wanted, request };
  const isEdit = 'to' in change;
  const from = isEdit ? [change.hex] : change.colors.map(({ hex }) => hex);
  const to = isEdit
    ? request.fixedColors.find((hex) => sameColor(hex, change.to))
    : request.fixedColors.at(-1);
  const names = new Map(wanted.names);
  const kept = from.map((hex) => names.get(hex)).find((each) => each && each.length > 0);
  for (const hex of from) names.delete(hex);
  if (to !== undefined && kept) names.set(to, kept);
  return { ...wanted, request, names, auto: wanted.auto && isEdit };
}

/** Adds a locked color. Increases the number of colors if all are locked. */
export function added(wanted: Wanted, hex: string): Wanted {
  const request = lock(wanted.request, hex);
  return { ...wanted, request };
}

/** Unlocks all colors and drops the imported palette. */
export function startedOver({ name: _, ...wanted }: Wanted, colors: number): Wanted {
  return { ...wanted, names: new Map(), request: { ...wanted.request, fixedColors: [], colors } };
}

/** The palette with imported names. A color with several names occurs once per name. */
export function namedPalette(
  colors: readonly { readonly hex: string; readonly share: number }[],
  { name, names }: Wanted,
): Palette {
  const named = colors.flatMap((color) => {
    const own = names.get(color.hex) ?? [];
    return own.length > 0 ? own.map((each) => ({ ...color, name: each })) : [color];
  });
  return { ...(name !== undefined && { name }), colors: named };
}

const sameColor = (one: string, other: string): boolean =>
  JSON.stringify(parseHex(one)) === JSON.stringify(parseHex(other.trim()));
