import { colorList } from '../color-list.ts';
import { malformed, PaletteError } from '../errors.ts';
import type { Found, TextFormat } from '../format.ts';
import { bytesOf, hexOf } from '../hex.ts';
import { linesOf } from '../lines.ts';
import type { Palette } from '../palette.ts';
import { byteIn } from './numbers.ts';

/** Palette of Paint Shop Pro, without names and alpha. Many pixel editors read it. */
export const jasc: TextFormat = {
  label: 'JASC palette (Paint Shop Pro)',
  extensions: ['.pal'],
  binary: false,
  language: 'plaintext',
  write: ({ colors }: Palette): string => {
    const lines = colors.map(({ hex }) => bytesOf(hex).slice(0, 3).join(' '));
    return `${['JASC-PAL', '0100', colors.length, ...lines].join('\r\n')}\r\n`;
  },
  recognizes: (text: string): boolean => text.startsWith('JASC-PAL'),
  read,
};

function read(text: string): Found {
  const [head = '', version = '', countText = '', ...rows] = linesOf(text.trimEnd());
  if (head.trim() !== 'JASC-PAL') throw malformed('"JASC-PAL"', head, 1);
  if (!/^\d{4}\s*$/.test(version)) throw malformed('a version such as 0100', version, 2);
  if (!/^\s*\d+\s*$/.test(countText)) throw malformed('the number of colors', countText, 3);
  const count = Number(countText);
  if (rows.length < count) {
    const place = { line: rows.length + 3 };
    throw new PaletteError('truncated', { expected: `${count} colors`, received: `${rows.length}`, place });
  }
  const { add, colors } = colorList();
  for (const [i, row] of rows.slice(0, count).entries()) {
    const parts = row.trim().split(/\s+/, 5);
    if (parts.length < 3 || parts.length > 4) throw malformed('three numbers from 0 to 255', row, i + 4);
    const [r, g, b, a] = parts.map((each) => byteIn(each, row, i + 4)) as [number, number, number, number?];
    add({ hex: hexOf(r, g, b, a), place: () => ({ line: i + 4 }) });
  }
  return { colors };
}
