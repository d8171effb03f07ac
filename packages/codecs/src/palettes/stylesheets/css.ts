import type { TextFormat } from '../format.ts';
import { identifiersOf } from '../names.ts';
import type { Palette } from '../palette.ts';
import { readDeclarations } from './declarations.ts';

/** Custom properties on `:root`, see https://www.w3.org/TR/css-variables-1/. */
export const css: TextFormat = {
  label: 'CSS custom properties',
  extensions: ['.css'],
  binary: false,
  language: 'css',
  write: (palette: Palette): string => block(':root', variables('--', palette)),
  recognizes: (text: string): boolean => /(?<![\w-])--[\w-]+\s*:/.test(text),
  read: readDeclarations,
};

/** Variables of Sass, see https://sass-lang.com/documentation/variables/. */
export const scss: TextFormat = {
  label: 'SCSS variables',
  extensions: ['.scss', '.sass'],
  binary: false,
  language: 'scss',
  write: (palette: Palette): string => variables('$', palette).map(line).join(''),
  recognizes: (text: string): boolean => /^\s*\$[\w-]+\s*:/m.test(text),
  read: readDeclarations,
};

/** Variables of Less, see https://lesscss.org/features/#variables-feature. */
export const less: TextFormat = {
  label: 'Less variables',
  extensions: ['.less'],
  binary: false,
  language: 'less',
  write: (palette: Palette): string => variables('@', palette).map(line).join(''),
  recognizes: (text: string): boolean => /^\s*@[\w-]+\s*:/m.test(text),
  read: readDeclarations,
};

/** The theme of Tailwind CSS 4, see https://tailwindcss.com/docs/theme. Without names, classes are `bg-palette-1`. */
export const tailwind: TextFormat = {
  label: 'Tailwind CSS 4 theme',
  extensions: ['.css'],
  binary: false,
  language: 'css',
  write: (palette: Palette): string => block('@theme', variables('--', palette, 'palette')),
  recognizes: (text: string): boolean => /@theme\b[^{;]*\{/.test(text),
  read: readDeclarations,
};

/** `--color-midnight-blue: #191970`, whatever variables begin with. */
function variables(sign: string, { colors }: Palette, unnamed?: string): string[] {
  const identifiers = identifiersOf(colors, unnamed);
  return colors.map(({ hex }, i) => `${sign}color-${identifiers[i]!.replace(/^color-/, '')}: ${hex}`);
}

const line = (text: string): string => `${text};\n`;

const block = (head: string, lines: readonly string[]): string =>
  `${head} {\n${lines.map((each) => `  ${line(each)}`).join('')}}\n`;
