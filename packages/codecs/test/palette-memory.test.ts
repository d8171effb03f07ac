import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PaletteError, readPalette } from '@kcolors/codecs/palettes';
import { afterAll, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('helpers/read-palette.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kcolors-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MAX_MEMORY = 300; // MB of a process that reads one file, of which Node.js takes about 60
const SIZE = 7_990_000;
const COLORS = 16_000;

const hexAt = (i: number): string => `#${((i * 7919) % 2 ** 24).toString(16).padStart(6, '0')}`;

/** Returns a text of about 8 MB: a head, many pieces, and a tail. */
function large(head: string, piece: (i: number) => string, tail: string, count = 147_000): string {
  const text = head + Array.from({ length: count }, (_, i) => piece(i)).join('') + tail;
  expect(text.length).toBeLessThan(SIZE);
  return text;
}

const words = (length: number): string => 'x'.repeat(length);
const styled = (i: number): string => (i < COLORS ? hexAt(i) : '1px');

const FILES: readonly (readonly [name: string, text: () => string, outcome: object])[] = [
  [
    'variables.css',
    () => large(':root{', (i) => `--${words(30)}${i}:${styled(i)};`, '}'),
    { colors: COLORS },
  ],
  [
    'image.css',
    () => `:root{--a:#fff;--b:url(data:image/png;base64,${'A'.repeat(SIZE - 60)})}`,
    { colors: 1 },
  ],
  ['comment.css', () => `:root{--a:#fff}/*${'x\n'.repeat(SIZE / 2 - 20)}*/`, { colors: 1 }],
  ['map.scss', () => large('$m: (', (i) => `${words(30)}${i}: ${styled(i)},`, ');'), { colors: COLORS }],
  [
    'functions.scss',
    () => large('$m0: #fff;', (i) => `$m${i + 1}: ${words(10)}($m${i}, ${i});`, ''),
    { error: 'too-large' },
  ],
  [
    'design.tokens.json',
    () =>
      large('{"a":{"$value":"#fff"}', (i) => `,"${words(10)}${i}":{"$value":"${styled(i)}"}`, '}', 140_000),
    { colors: COLORS + 1 },
  ],
  [
    'groups.json',
    () => large('["#fff"', () => `,${'{"a":'.repeat(7)}{}${'}'.repeat(7)}`, ']', 140_000),
    { error: 'too-large' },
  ],
  [
    'theme.js',
    () => large('module.exports={', (i) => `k${i}:'${i < COLORS ? hexAt(i) : words(200)}',`, '}', 37_000),
    { colors: COLORS },
  ],
  [
    'sheet.svg',
    () => large('<svg>', (i) => `<path fill="${hexAt(i % COLORS)}" d="${words(25)}"/>`, '</svg>', 140_000),
    { colors: COLORS },
  ],
  [
    'lines.gpl',
    () => large('GIMP Palette\n', (i) => `${i < COLORS ? `${i % 256} 2 3 ` : '#'}${words(40)}\n`, ''),
    { colors: COLORS },
  ],
];

describe(`files of 8 MB take less than ${MAX_MEMORY} MB of memory`, () => {
  it.each(FILES)('%s', (name, text, outcome) => {
    const path = join(folder, name);
    writeFileSync(path, text());
    const { megabytes, ...found } = JSON.parse(
      execFileSync(process.execPath, [script, path], { encoding: 'utf8' }),
    );
    expect(found).toEqual(outcome);
    expect(megabytes).toBeLessThan(MAX_MEMORY);
  });
});

describe('small files with long repetitions are read in linear time', () => {
  it.each([
    ['elements that are not closed', 'a.xml', '<color '.repeat(14_000)],
    ['elements of an unknown format', undefined, '<color '.repeat(14_000)],
    ['empty lines', undefined, `a{b:c}${'\n'.repeat(100_000)}#`],
  ])('%s', (_, fileName, text) => {
    const start = process.cpuUsage();
    try {
      readPalette(text, fileName === undefined ? {} : { fileName });
    } catch (error) {
      expect(error).toBeInstanceOf(PaletteError);
    }
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000); // ms; it took several seconds
  });
});
