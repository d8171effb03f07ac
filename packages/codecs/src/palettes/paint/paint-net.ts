import { colorList } from '../color-list.ts';
import { malformed } from '../errors.ts';
import type { Found, TextFormat } from '../format.ts';
import { argbOf, hexOfArgb, normalHex } from '../hex.ts';
import { linesOf } from '../lines.ts';
import type { Palette } from '../palette.ts';

/**
 * Palette of Paint.NET, which shows the first 96 colors.
 * Source: https://www.getpaint.net/doc/latest/WorkingWithPalettes.html
 */
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
  recognizes: (text: string): boolean => /^;[ \t]*paint\.net/im.test(text) || COLOR_AFTER_COMMENT.test(text),
  read,
};

/**
 * A comment line, then an `aarrggbb` line. Each part can match in one way only, so that the pattern never backtracks.
 */
const COLOR_AFTER_COMMENT = /^[ \t]*;.*[\r\n]\s*[0-9a-f]{8}[ \t]*(?:;|$)/im;

function read(text: string): Found {
  const [, name = ''] = /^;[ \t]*Palette Name:(.*)/im.exec(text) ?? [];
  const { add, colors } = colorList();
  for (const [i, line] of linesOf(text).entries()) {
    const value = line.replace(/;.*/, '').trim();
    if (value === '') continue;
    if (!/^(?:[0-9a-f]{6}|[0-9a-f]{8})$/i.test(value)) {
      throw malformed('a color of 8 hex digits, alpha first', value, i + 1);
    }
    const hex = value.length === 6 ? normalHex(value)! : hexOfArgb(value);
    add({ hex, place: () => ({ line: i + 1 }) });
  }
  return { ...(name.trim() && { name: name.trim() }), colors };
}
