import { colorList } from '../color-list.ts';
import { malformed } from '../errors.ts';
import type { Found, TextFormat } from '../format.ts';
import { argbOf, hexOfArgb } from '../hex.ts';
import { matchesOf } from '../limits.ts';
import { lineAt, withoutComments } from '../lines.ts';
import { camel, identifiersOf, nameOf } from '../names.ts';
import type { Palette } from '../palette.ts';
import { variableBefore } from './assignment.ts';

/** Reserved words of Dart. */
export const RESERVED: ReadonlySet<string> = new Set(
  `assert await break case catch class const continue default do else enum extends false final finally for if in is
  new null rethrow return super switch this throw true try var void when while with yield`.split(/\s+/),
);

/** Flutter colors in Dart. Source: https://api.flutter.dev/flutter/dart-ui/Color-class.html */
export const flutter: TextFormat = {
  label: 'Flutter (Dart)',
  extensions: ['.dart'],
  binary: false,
  language: 'dart',
  write: ({ colors }: Palette): string => {
    const names = identifiersOf(colors).map((identifier) => camel(identifier, RESERVED));
    const lines = colors.map(
      ({ hex }, i) => `  static const ${names[i]} = Color(0x${argbOf(hex).toUpperCase()});\n`,
    );
    return `import 'dart:ui';\n\nabstract final class Palette {\n${lines.join('')}}\n`;
  },
  recognizes: (text: string): boolean => /\bColor\(\s*0x/i.test(text),
  read,
};

const CALL = /\bColor\(\s*0x(\w*)\s*\)/g;

function read(text: string): Found {
  const code = withoutComments(text);
  const { add, colors } = colorList();
  for (const match of matchesOf(code, CALL, 'colors')) {
    const { 0: call, 1: digits, index } = match;
    const place = () => ({ line: lineAt(code, index + call.lastIndexOf('0x')) });
    if (!/^[0-9a-f]{8}$/i.test(digits!)) {
      throw malformed('a color such as 0xFF1A2B3C', `0x${digits}`, place().line);
    }
    const name = nameOf(variableBefore(code, index));
    add({ hex: hexOfArgb(digits!), ...(name !== undefined && { name }), place });
  }
  return { colors };
}
