import { uniqueNames } from '../palettes/names.ts';
import type { Palette, PaletteColor } from '../palettes/palette.ts';
import { schemeOf } from './roles.ts';
import { TINT_STEPS, tintScale, tintStepOf } from './tint-scale.ts';

/** Options of palettes with counterparts for dark pages. */
export interface DarkOptions {
  /** Whether each color has a counterpart for dark pages. @defaultValue false */
  readonly dark?: boolean | undefined;
}

/** Returns a palette with the tint scale of each color: names such as `Rust 500`. Counterparts are opposite steps. */
export function withTintScales({ colors, ...rest }: Palette, { dark = false }: DarkOptions = {}): Palette {
  const names = uniqueNames(colors.map((color, i) => ({ name: nameAt(color, i) })));
  const scales = colors.flatMap((color, i) => {
    const { name } = names[i]!;
    const tints = tintScale(color.hex);
    return tints.map(({ hex, step }, k) => ({
      hex,
      name: `${name} ${step}`,
      scale: { name, step },
      ...(dark && { dark: tints.at(-1 - k)!.hex }),
    }));
  });
  return { ...rest, colors: scales };
}

/** Returns a palette in which each color has a counterpart for dark pages: the tint at the opposite end of its scale. */
export function withDarkColors({ colors, ...rest }: Palette): Palette {
  const paired = colors.map((color, i) => {
    const opposite = TINT_STEPS.length - 1 - TINT_STEPS.indexOf(tintStepOf(color.hex));
    return { ...color, name: nameAt(color, i), dark: tintScale(color.hex)[opposite]!.hex };
  });
  return { ...rest, colors: paired };
}

/** Returns the colors of a palette's roles as a palette. With `dark`, each has its counterpart of the dark page. */
export function rolePalette(palette: Palette, { dark = false }: DarkOptions = {}): Palette {
  const { colors: _, ...rest } = palette;
  const scheme = schemeOf(palette);
  const colors = scheme.light.map(({ hex, role }, i): PaletteColor => {
    const name = role[0]!.toUpperCase() + role.slice(1);
    return { hex, name, ...(dark && { dark: scheme.dark[i]!.hex }) };
  });
  return { ...rest, colors };
}

const nameAt = ({ name }: PaletteColor, i: number): string => name ?? `Color ${i + 1}`;
