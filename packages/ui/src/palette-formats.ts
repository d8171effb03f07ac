import type { PaletteColor } from './palette-entries.ts';

export type PaletteFormat = 'hex' | 'css' | 'scss' | 'tailwind' | 'json';

type Colors = readonly PaletteColor[];

/** How palettes are written for other programs. Each text ends with a line end. */
export const PALETTE_FORMATS: Readonly<Record<PaletteFormat, (colors: Colors) => string>> = {
  /** One color a line. */
  hex: (colors: Colors): string => colors.map(({ hex }) => `${hex}\n`).join(''),
  /** CSS custom properties. */
  css: (colors: Colors): string => block(':root', colors, (i) => `--color-${i}`),
  /** Sass variables. */
  scss: (colors: Colors): string => colors.map(({ hex }, i) => `$color-${i + 1}: ${hex};\n`).join(''),
  /** The theme of Tailwind CSS 4, see https://tailwindcss.com/docs/theme. */
  tailwind: (colors: Colors): string => block('@theme', colors, (i) => `--color-palette-${i}`),
  /** Hex and share, 0 to 1. */
  json: (colors: Colors): string => {
    const rounded = colors.map(({ hex, share }) => ({ hex, share: Number(share.toFixed(6)) }));
    return `${JSON.stringify(rounded, null, 2)}\n`;
  },
};

const block = (head: string, colors: Colors, name: (number: number) => string): string =>
  `${head} {\n${colors.map(({ hex }, i) => `  ${name(i + 1)}: ${hex};\n`).join('')}}\n`;
