import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { PaletteLibrary } from '../src/palette/library.ts';

const SCRIPT = fileURLToPath(new URL('../dist/palettes.js', import.meta.url));

/** A script sees the globals of a browser that it needs, and nothing of Node. */
function inBrowser(use: string): PaletteLibrary {
  const context = createContext({ TextDecoder, TextEncoder, text: readFileSync(SCRIPT, 'utf8') });
  return runInContext(use, context);
}

const WAYS: Readonly<Record<string, () => PaletteLibrary>> = {
  'is required by Node': () => createRequire(SCRIPT)(SCRIPT),
  'is run from its text in the web worker host': () =>
    inBrowser(`const module = { exports: {} }; new Function('module', text)(module); module.exports`),
  'is a script of the page of the preview': () => {
    const context = createContext({ TextDecoder, TextEncoder });
    runInContext(readFileSync(SCRIPT, 'utf8'), context);
    return runInContext('kcolorsPalettes', context);
  },
};

describe('the file of the formats and names of palettes', () => {
  it.each(Object.entries(WAYS))('%s', (_, load) => {
    const { namePalette, readPalette, TEXT_PALETTE_FORMATS, writePalette } = load();
    const named = namePalette({ colors: [{ hex: '#ff0000' }, { hex: '#000000' }] });
    expect(named.colors.map(({ name }) => name)).toEqual(['Red', 'Black']);
    for (const format of Object.keys(TEXT_PALETTE_FORMATS) as (keyof typeof TEXT_PALETTE_FORMATS)[]) {
      const { palette } = readPalette(writePalette(named, format));
      expect(palette.colors.map(({ hex }) => hex)).toEqual(['#ff0000', '#000000']);
    }
  });
});
