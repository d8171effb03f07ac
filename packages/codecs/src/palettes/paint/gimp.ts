import { colorList } from '../color-list.ts';
import { malformed, PaletteError } from '../errors.ts';
import type { Found, TextFormat } from '../format.ts';
import { bytesOf, hexOf } from '../hex.ts';
import { linesOf } from '../lines.ts';
import type { Palette } from '../palette.ts';
import { byteIn } from './numbers.ts';

/** Palette of GIMP, Inkscape and Krita, without alpha. Source: https://developer.gimp.org/core/standards/gpl/ */
export const gimp: TextFormat = {
  label: 'GIMP palette',
  extensions: ['.gpl'],
  binary: false,
  language: 'plaintext',
  write: ({ name, colors }: Palette): string => {
    const lines = colors.map(({ hex, name: called }) => {
      const numbers = bytesOf(hex).slice(0, 3);
      return `${numbers.map((each) => String(each).padStart(3)).join(' ')}\t${called ?? 'Untitled'}`;
    });
    const columns = Math.min(16, colors.length);
    return `${['GIMP Palette', `Name: ${name ?? 'Palette'}`, `Columns: ${columns}`, '#', ...lines].join('\n')}\n`;
  },
  recognizes: (text: string): boolean => text.startsWith('GIMP Palette'),
  read,
};

function read(text: string): Found {
  const lines = linesOf(text);
  if (lines[0]?.trim() !== 'GIMP Palette') {
    throw malformed('"GIMP Palette" as the first line', lines[0] ?? '', 1);
  }
  let name: string | undefined;
  const { add, colors } = colorList();
  for (const [i, row] of lines.entries()) {
    if (i === 0) continue;
    const line = row.trim();
    const number = i + 1;
    const header = /^(Name|Columns):\s*(.*)/.exec(line);
    if (header) {
      if (header[1] === 'Name' && header[2] !== '' && header[2] !== 'Palette') name = header[2];
      continue;
    }
    if (line === '' || line.startsWith('#')) continue;
    const match = /^(\S+)\s+(\S+)\s+(\S+)(?:\s+(\S.*))?$/.exec(line);
    if (!match) throw malformed('three numbers from 0 to 255', line, number);
    const [r, g, b] = match.slice(1, 4).map((each) => byteIn(each, line, number)) as [number, number, number];
    const called = match[4];
    const isNamed = called !== undefined && !/^untitled$/i.test(called);
    add({ hex: hexOf(r, g, b), ...(isNamed && { name: called }), place: () => ({ line: number }) });
  }
  if (lines.length < 2) {
    throw new PaletteError('truncated', { expected: 'colors after the first line', received: 'the end' });
  }
  return { ...(name !== undefined && { name }), colors };
}
