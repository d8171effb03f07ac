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
  let channels = 3; // Aseprite writes four after the line `Channels: RGBA`
  const { add, colors } = colorList();
  for (const [i, row] of lines.entries()) {
    if (i === 0) continue;
    const line = row.trim();
    const number = i + 1;
    if (line === '' || line.startsWith('#')) continue;
    const header = /^([A-Za-z][\w ]{0,30}):\s*(.*)/.exec(line);
    if (header) {
      if (header[1] === 'Name' && header[2] !== '' && header[2] !== 'Palette') name = header[2];
      if (header[1] === 'Channels') channels = header[2]!.trim().toUpperCase() === 'RGBA' ? 4 : 3;
      continue;
    }
    const { numbers, rest } = partsOf(line, channels);
    if (numbers.length < channels) {
      throw malformed(`${channels === 4 ? 'four' : 'three'} numbers from 0 to 255`, line, number);
    }
    const [r, g, b, a] = numbers.map((each) => byteIn(each, line, number)) as [
      number,
      number,
      number,
      number?,
    ];
    const isNamed = rest !== '' && !/^untitled$/i.test(rest);
    add({ hex: hexOf(r, g, b, a), ...(isNamed && { name: rest }), place: () => ({ line: number }) });
  }
  if (lines.length < 2) {
    throw new PaletteError('truncated', { expected: 'colors after the first line', received: 'the end' });
  }
  return { ...(name !== undefined && { name }), colors };
}

/** Splits a line into its first words and the rest. */
function partsOf(
  line: string,
  count: number,
): { readonly numbers: readonly string[]; readonly rest: string } {
  const numbers: string[] = [];
  let rest = line;
  while (numbers.length < count && rest !== '') {
    const end = rest.search(/\s/);
    numbers.push(end < 0 ? rest : rest.slice(0, end));
    rest = end < 0 ? '' : rest.slice(end).trimStart();
  }
  return { numbers, rest };
}
