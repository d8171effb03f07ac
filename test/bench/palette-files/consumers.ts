import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolePalette, withDarkColors, withTintScales } from '@kcolors/codecs/color-scheme';
import {
  type BinaryPaletteFormat,
  type Palette,
  type TextPaletteFormat,
  writePalette,
} from '@kcolors/codecs/palettes';

// Gives written palettes to the programs that read them, and compares the colors.

/** Packages of the programs, at fixed versions. */
export const CONSUMERS: readonly string[] = [
  'sass@1.89.0',
  'less@4.3.0',
  'tailwindcss@3.4.17',
  '@tailwindcss/postcss@4.1.0',
  'style-dictionary@5.0.0',
  '@terrazzo/parser@2.7.1',
  'typescript@5.8.3',
  'ase-utils@0.1.1',
];

const NAMES = [
  'void',
  'Gray 5',
  'Gray5',
  '3AM Breakup',
  '__proto__',
  'class',
  'Crème',
  '№5',
  'H₂O',
  '"quoted" \\ </style>',
  'constructor',
  'default',
];
const PALETTE = {
  name: 'Odd <names> & "quotes"',
  colors: NAMES.map((name, i) => ({ hex: `#${(0x102030 + 0x070503 * i).toString(16)}`, name })),
};
/** Palettes by a word for what they hold. */
const PALETTES: Readonly<Record<string, Palette>> = {
  'odd names': PALETTE,
  'tint scales': withTintScales({ colors: PALETTE.colors.slice(0, 3) }),
  pairs: withDarkColors(PALETTE),
  roles: rolePalette({ colors: [{ hex: '#0d1117' }, { hex: '#c1713d' }] }, { dark: true }),
};

// biome-ignore lint/suspicious/noExplicitAny: programs whose types are not installed
type Load = (name: string) => Promise<any>;
type Check = (load: Load, folder: string) => Promise<string>;

/** Checks of a palette. Each returns a text with the colors that the program has found. */
const checksOf = (palette: Palette): Readonly<Record<string, Check>> => {
  const text = (format: TextPaletteFormat) => writePalette(palette, format);
  const bytes = (format: BinaryPaletteFormat) => Buffer.from(writePalette(palette, format));
  return {
    'sass reads scss': async (load) => {
      const code = text('scss');
      const variables = [...code.matchAll(/\$([\w-]+):/g)].map(([, name], i) => `c${i}: $${name}`).join(';');
      return (await load('sass')).default.compileString(`${code}.a{${variables}}`).css;
    },
    'less reads less': async (load) => {
      const code = text('less');
      const variables = [...code.matchAll(/@([\w-]+):/g)].map(([, name], i) => `c${i}: @${name}`).join(';');
      return (await (await load('less')).default.render(`${code}.a{${variables}}`)).css;
    },
    'postcss reads css': async (load) => {
      let found = '';
      (await load('postcss')).default
        .parse(text('css'))
        .walkDecls(({ value }: { value: string }) => (found += `${value} `));
      return found;
    },
    'Tailwind CSS 3 builds with the configuration': async (load) => {
      const module = { exports: {} as { theme: { extend: { colors: Record<string, string> } } } };
      new Function('module', text('tailwind3'))(module);
      const raw = Object.keys(module.exports.theme.extend.colors)
        .map((name) => `border-${name}`)
        .join(' ');
      const plugin = (await load('tailwindcss')).default({ ...module.exports, content: [{ raw }] });
      const { css } = await (await load('postcss'))
        .default([plugin])
        .process('@tailwind utilities', { from: undefined });
      return css.replace(
        /rgb\((\d+) (\d+) (\d+)[^)]*\)/g,
        (_: string, ...rgb: string[]) =>
          `#${rgb
            .slice(0, 3)
            .map((each) => Number(each).toString(16).padStart(2, '0'))
            .join('')}`,
      );
    },
    'Tailwind CSS 4 builds with the theme': async (load, folder) => {
      const plugin = (await load('@tailwindcss/postcss')).default({ optimize: false });
      const css = text('tailwind').replace('@theme {', '@theme static {');
      return (
        await (await load('postcss')).default([plugin]).process(`${css}`, { from: join(folder, 'x.css') })
      ).css;
    },
    'Style Dictionary reads its tokens': async (load) => dictionaryOf(load, text('style-dictionary')),
    'Terrazzo reads design tokens': async (load) => {
      const { parse, defineConfig } = await load('@terrazzo/parser');
      const cwd = pathToFileURL(`${process.cwd()}/`);
      const { tokens } = await parse([{ filename: new URL('a.tokens.json', cwd), src: text('tokens') }], {
        config: defineConfig({}, { cwd }),
      });
      return JSON.stringify(tokens);
    },
    'TypeScript compiles the constant': async (load) => {
      const { default: ts } = await load('typescript');
      const { outputText, diagnostics } = ts.transpileModule(text('typescript'), { reportDiagnostics: true });
      return diagnostics.length > 0 ? 'errors' : outputText;
    },
    'ase-utils reads .ase': async (load) => {
      const { colors } = (await load('ase-utils')).default.decode(bytes('ase'));
      return colors
        .map(
          ({ color }: { color: readonly number[] }) =>
            `#${color
              .map((share) =>
                Math.round(share * 255)
                  .toString(16)
                  .padStart(2, '0'),
              )
              .join('')}`,
        )
        .join(' ');
    },
  };
};

async function dictionaryOf(load: Load, tokens: string): Promise<string> {
  const { default: StyleDictionary } = await load('style-dictionary');
  const platforms = {
    css: { transformGroup: 'css', files: [{ destination: 'a.css', format: 'css/variables' }] },
    js: { transformGroup: 'js', files: [{ destination: 'a.js', format: 'javascript/es6' }] },
    android: { transformGroup: 'android', files: [{ destination: 'a.xml', format: 'android/colors' }] },
    ios: {
      transformGroup: 'ios-swift',
      files: [{ destination: 'a.swift', format: 'ios-swift/class.swift' }],
    },
  };
  const log = { verbosity: 'silent', warnings: 'disabled' };
  const dictionary = new StyleDictionary({ tokens: JSON.parse(tokens), platforms, log });
  await dictionary.hasInitialized;
  const outputs: string[] = [];
  for (const platform of Object.keys(platforms)) {
    const [file] = await dictionary.formatPlatform(platform);
    if (!file?.output) return `nothing for ${platform}`;
    outputs.push(String(file.output));
  }
  return outputs.join('\n');
}

/** Runs all checks with the programs that are installed in a folder, and returns a line for each. */
export async function runConsumers(folder: string): Promise<readonly string[]> {
  const require = createRequire(pathToFileURL(join(folder, 'x.js')));
  const load = (name: string) => import(pathToFileURL(require.resolve(name)).href);
  const lines: string[] = [];
  for (const [kind, palette] of Object.entries(PALETTES)) {
    const hexes = palette.colors.flatMap(({ dark, hex }) => (dark === undefined ? [hex] : [hex, dark]));
    for (const [title, check] of Object.entries(checksOf(palette))) {
      const found = await check(load, folder).catch(
        (error: unknown) => `failed: ${String(error).slice(0, 200)}`,
      );
      const missing = hexes.filter((hex) => !found.toLowerCase().includes(hex));
      lines.push(
        `${title}, ${kind}: ${missing.length === 0 ? `${hexes.length} colors` : `${missing.length} colors are missing; ${found.slice(0, 200)}`}`,
      );
    }
  }
  return lines;
}
