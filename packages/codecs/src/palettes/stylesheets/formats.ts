import type { TextFormat } from '../format.ts';
import { readDeclarations } from './declarations.ts';
import { STYLESHEET_WRITERS, type StylesheetFormat } from './index.ts';

const { css, scss, less, tailwind } = STYLESHEET_WRITERS;

/** Style sheet formats, recognized by the first characters of their variables. */
export const STYLESHEETS: Readonly<Record<StylesheetFormat, TextFormat>> = {
  css: {
    ...css,
    pairs: true,
    extensions: ['.css'],
    readExtensions: ['.pcss', '.postcss'],
    binary: false,
    language: 'css',
    recognizes: (text: string): boolean => /(?<![\w-])--[\w-]+\s*:/.test(text),
    read: readDeclarations,
  },
  scss: {
    ...scss,
    extensions: ['.scss', '.sass'],
    binary: false,
    language: 'scss',
    recognizes: (text: string): boolean => /^[ \t]*\$[\w-]+\s*:/m.test(text),
    read: readDeclarations,
  },
  less: {
    ...less,
    extensions: ['.less'],
    binary: false,
    language: 'less',
    recognizes: (text: string): boolean => /^[ \t]*@[\w-]+\s*:/m.test(text),
    read: readDeclarations,
  },
  tailwind: {
    ...tailwind,
    pairs: true,
    extensions: ['.css'],
    binary: false,
    language: 'css',
    recognizes: (text: string): boolean => /@theme\b[^{;@]*\{/.test(text),
    read: readDeclarations,
  },
};
