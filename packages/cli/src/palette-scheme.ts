import {
  type RoleColor,
  rolePalette,
  schemeOf,
  withDarkColors,
  withTintScales,
} from '@kcolors/codecs/color-scheme';
import type { Palette } from '@kcolors/codecs/palettes';

/** Options for tint scales, roles and counterparts for dark pages. */
export interface SchemeSettings {
  /** Whether each color becomes its tint scale. */
  readonly scales?: boolean | undefined;
  /** Whether the colors become those of roles. */
  readonly roles?: boolean | undefined;
  /** Whether each color has a counterpart for dark pages. */
  readonly dark?: boolean | undefined;
}

/** A palette, with the lines that show it to people if they are not those of its colors. */
export interface SchemePalette {
  readonly palette: Palette;
  readonly lines?: readonly string[];
}

/** Returns the scales, the roles or the pairs of a palette that the options ask for. */
export function inScheme(palette: Palette, { dark = false, roles, scales }: SchemeSettings): SchemePalette {
  if (palette.colors.length === 0) return { palette };
  if (scales) return { palette: withTintScales(palette, { dark }) };
  if (!roles) return { palette: dark ? withDarkColors(palette) : palette };
  const scheme = schemeOf(palette);
  const lines = dark
    ? ['On light pages', ...scheme.light.map(lineOf), 'On dark pages', ...scheme.dark.map(lineOf)]
    : scheme.light.map(lineOf);
  return { palette: rolePalette(palette, { dark }), lines };
}

/** Returns a line such as `#1a1a1a  text  15.9:1 (Lc 101) on background`. */
function lineOf({ hex, on, role }: RoleColor): string {
  const contrasts = on.map(
    ({ lc, ratio, role: ground }) => `${ratio.toFixed(1)}:1 (Lc ${lc.toFixed(0)}) on ${ground}`,
  );
  return `${hex.padEnd(9)} ${role.padEnd(10)} ${contrasts.join(', ')}`.trimEnd();
}
