// Writes palettes as style sheet variables. It is an entry of its own, so that a page that only copies them loads little.
import { identifiersOf } from '../names.ts';
import type { Palette } from '../palette.ts';

/** Style sheet formats of palettes. */
export type StylesheetFormat = 'css' | 'scss' | 'less' | 'tailwind';

/** Writer of a style sheet format. */
export interface StylesheetWriter {
  /** Name for display. */
  readonly label: string;
  /** Returns a palette as text. The palette must have valid hex values. */
  readonly write: (palette: Palette) => string;
}

/** Writers by format. */
export const STYLESHEET_WRITERS: Readonly<Record<StylesheetFormat, StylesheetWriter>> = {
  /** Custom properties on `:root`. Source: https://www.w3.org/TR/css-variables-1/ */
  css: {
    label: 'CSS custom properties',
    write: (palette: Palette): string =>
      block(':root', [...(hasPairs(palette) ? [COLOR_SCHEME] : []), ...variables('--', palette)]),
  },
  /** Sass variables. Source: https://sass-lang.com/documentation/variables/ */
  scss: {
    label: 'SCSS variables',
    write: (palette: Palette): string => variables('$', palette).join(''),
  },
  /** Less variables. Source: https://lesscss.org/features/#variables-feature */
  less: {
    label: 'Less variables',
    write: (palette: Palette): string => variables('@', palette).join(''),
  },
  /**
   * Tailwind CSS 4 theme. Unnamed colors give classes such as `bg-palette-1`. Source:
   * https://tailwindcss.com/docs/theme
   */
  tailwind: {
    label: 'Tailwind CSS 4 theme',
    write: (palette: Palette): string => {
      const theme = block('@theme', variables('--', palette, 'palette'));
      return hasPairs(palette) ? `${theme}\n${block(':root', [COLOR_SCHEME])}` : theme;
    },
  },
};

/** Returns declarations such as `--color-midnight-blue: #191970;`, with the given prefix. */
function variables(prefix: string, { colors }: Palette, unnamed?: string): string[] {
  const identifiers = identifiersOf(colors, unnamed);
  return colors.map(({ dark, hex }, i) => {
    const value = dark === undefined ? hex : `light-dark(${hex}, ${dark})`;
    return `${prefix}color-${identifiers[i]!.replace(/^color-/, '')}: ${value};\n`;
  });
}

/** Makes `light-dark()` follow the settings of the reader. Source: https://drafts.csswg.org/css-color-5/#light-dark */
const COLOR_SCHEME = 'color-scheme: light dark;\n';

const hasPairs = ({ colors }: Palette): boolean => colors.some(({ dark }) => dark !== undefined);

const block = (head: string, lines: readonly string[]): string =>
  `${head} {\n${lines.map((line) => `  ${line}`).join('')}}\n`;
