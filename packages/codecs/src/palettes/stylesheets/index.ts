/** Palettes as variables of style sheets, alone: a page that only copies them loads nothing else. */
import { identifiersOf } from '../names.ts';
import type { Palette } from '../palette.ts';

export type StylesheetFormat = 'css' | 'scss' | 'less' | 'tailwind';

export interface StylesheetWriter {
  /** What people call it. */
  readonly label: string;
  readonly write: (palette: Palette) => string;
}

export const STYLESHEET_WRITERS: Readonly<Record<StylesheetFormat, StylesheetWriter>> = {
  /** Custom properties on `:root`, see https://www.w3.org/TR/css-variables-1/. */
  css: {
    label: 'CSS custom properties',
    write: (palette: Palette): string => block(':root', variables('--', palette)),
  },
  /** Variables of Sass, see https://sass-lang.com/documentation/variables/. */
  scss: {
    label: 'SCSS variables',
    write: (palette: Palette): string => variables('$', palette).join(''),
  },
  /** Variables of Less, see https://lesscss.org/features/#variables-feature. */
  less: {
    label: 'Less variables',
    write: (palette: Palette): string => variables('@', palette).join(''),
  },
  /** The theme of Tailwind CSS 4, see https://tailwindcss.com/docs/theme. Without names, classes are `bg-palette-1`. */
  tailwind: {
    label: 'Tailwind CSS 4 theme',
    write: (palette: Palette): string => block('@theme', variables('--', palette, 'palette')),
  },
};

/** `--color-midnight-blue: #191970;`, with what variables begin with. */
function variables(sign: string, { colors }: Palette, unnamed?: string): string[] {
  const identifiers = identifiersOf(colors, unnamed);
  return colors.map(({ hex }, i) => `${sign}color-${identifiers[i]!.replace(/^color-/, '')}: ${hex};\n`);
}

const block = (head: string, lines: readonly string[]): string =>
  `${head} {\n${lines.map((line) => `  ${line}`).join('')}}\n`;
