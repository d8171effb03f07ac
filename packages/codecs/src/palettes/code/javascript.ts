import type { TextFormat } from '../format.ts';
import { camel, identifiersOf, uniqueIdentifiers } from '../names.ts';
import type { Palette } from '../palette.ts';
import { readPairs } from './pairs.ts';

/** Tailwind CSS 3 configuration. Source: https://v3.tailwindcss.com/docs/customizing-colors */
export const tailwind3: TextFormat = {
  label: 'Tailwind CSS 3 configuration',
  extensions: ['.js', '.cjs', '.mjs'],
  binary: false,
  language: 'javascript',
  write: ({ colors }: Palette, fileName = ''): string => {
    const identifiers = identifiersOf(colors, 'palette');
    const isModule = /\.m[jt]s$/i.test(fileName);
    const lines = colors.map(({ hex }, i) => `        '${identifiers[i]}': '${hex}',\n`).join('');
    return `/** @type {import('tailwindcss').Config} */
${isModule ? 'export default' : 'module.exports ='} {
  theme: {
    extend: {
      colors: {
${lines}      },
    },
  },
};
`;
  },
  recognizes: (text: string): boolean => /module\.exports|export default/.test(text),
  read: readPairs,
};

/** TypeScript constant. */
export const typescript: TextFormat = {
  label: 'TypeScript constant',
  extensions: ['.ts', '.mts'],
  readExtensions: ['.tsx', '.jsx', '.cts', '.json5'],
  binary: false,
  language: 'typescript',
  write: ({ colors }: Palette): string => {
    const keys = uniqueIdentifiers(colors, (identifier) => camel(identifier, NONE));
    const lines = colors.map(({ hex }, i) => `  ${keys[i]}: '${hex}',\n`).join('');
    return `export const palette = {\n${lines}} as const;\n`;
  },
  recognizes: (text: string): boolean => /^[ \t]*(?:export[ \t]+)?const[ \t]+\w.*=\s*[{[]/m.test(text),
  read: readPairs,
};

const NONE: ReadonlySet<string> = new Set(); // any word may be a key
