import { malformed } from '../errors.ts';
import type { Found, TextFormat } from '../format.ts';
import { argbOf, hexOfArgb, normalHex } from '../hex.ts';
import { linesOf } from '../lines.ts';
import type { Palette } from '../palette.ts';

/** Palettes of Paint.NET, which shows the first 96 colors: https://www.getpaint.net/doc/latest/WorkingWithPalettes.html. */
export const paintNet: TextFormat = {
  label: 'Paint.NET palette',
  extensions: ['.txt'],
  binary: false,
  language: 'plaintext',
  write: ({ name, colors }: Palette): string => {
    const head = ['; paint.net Palette File', ...(name === undefined ? [] : [`; Palette Name: ${name}`])];
    const lines = colors.map(({ hex }) => argbOf(hex).toUpperCase());
    return `${[...head, `; Colors: ${colors.length}`, ...lines].join('\r\n')}\r\n`;
  },
  recognizes: (text: string): boolean =>
    /^;\s*paint\.net/im.test(text) || /^(?:\s*;.*\s*)+[0-9a-f]{8}\s*$/im.test(text),
  read,
};

function read(text: string): Found {
  const name = /^;\s*Palette Name:[ \t]*(.*\S)/im.exec(text)?.[1];
  const colors = linesOf(text).flatMap((line, i) => {
    const value = line.replace(/;.*/, '').trim();
    if (value === '') return [];
    if (!/^(?:[0-9a-f]{6}|[0-9a-f]{8})$/i.test(value)) {
      throw malformed('a color of 8 hex digits, alpha first', value, i + 1);
    }
    const hex = value.length === 6 ? normalHex(value)! : hexOfArgb(value);
    return [{ hex, place: { line: i + 1 } }];
  });
  return { ...(name !== undefined && { name }), colors };
}
