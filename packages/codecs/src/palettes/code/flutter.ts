import { malformed } from '../errors.ts';
import type { Found, TextFormat } from '../format.ts';
import { argbOf, hexOfArgb } from '../hex.ts';
import { lineAt, withoutComments } from '../lines.ts';
import { camel, identifiersOf, nameOf } from '../names.ts';
import type { Palette } from '../palette.ts';

/** Words that Dart does not take as a name. */
const RESERVED: ReadonlySet<string> = new Set(
  `assert await break case catch class const continue default do else enum extends false final finally for if in is
  new null rethrow return super switch this throw true try var void when while with yield`.split(/\s+/),
);

/** Colors of Flutter, see https://api.flutter.dev/flutter/dart-ui/Color-class.html. */
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

const CALL = /(?:(\w+)\s*=\s*(?:const\s+)?)?\bColor\(\s*0x(\w*)\s*\)/g;

function read(text: string): Found {
  const code = withoutComments(text);
  const colors = [...code.matchAll(CALL)].map((match) => {
    const [, identifier = '', digits] = match;
    const line = lineAt(code, match.index + match[0].lastIndexOf('0x'));
    if (!/^[0-9a-f]{8}$/i.test(digits!)) throw malformed('a color such as 0xFF1A2B3C', `0x${digits}`, line);
    const name = nameOf(identifier);
    return { hex: hexOfArgb(digits!), ...(name !== undefined && { name }), place: { line } };
  });
  return { colors };
}
