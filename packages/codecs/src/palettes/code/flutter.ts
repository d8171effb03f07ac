import { withoutComments } from '../code-comments.ts';
import { colorList } from '../color-list.ts';
import { hexIn } from '../color-values.ts';
import type { Found, TextFormat } from '../format.ts';
import { argbOf, hexOfArgb, normalHex } from '../hex.ts';
import { lineAt } from '../lines.ts';
import { camel, nameOf, uniqueIdentifiers } from '../names.ts';
import type { Palette } from '../palette.ts';
import type { Skipped } from '../skipped.ts';
import { variableBefore } from './assignment.ts';
import { callsOf, hasCall, labeled, numberIn } from './calls.ts';

/** Reserved words of Dart. */
export const RESERVED: ReadonlySet<string> = new Set(
  `assert await break case catch class const continue default do else enum extends false final finally for if in is
  new null rethrow return super switch this throw true try var void when while with yield`.split(/\s+/),
);

/** Flutter colors in Dart. Source: https://api.flutter.dev/flutter/dart-ui/Color-class.html */
export const flutter: TextFormat = {
  label: 'Flutter (Dart)',
  extensions: ['.dart'],
  readExtensions: ['.kt', '.kts', '.java'],
  binary: false,
  language: 'dart',
  write: ({ colors }: Palette): string => {
    const names = uniqueIdentifiers(colors, (identifier) => camel(identifier, RESERVED));
    const lines = colors.map(
      ({ hex }, i) => `  static const ${names[i]} = Color(0x${argbOf(hex).toUpperCase()});\n`,
    );
    return `import 'dart:ui';\n\nabstract final class Palette {\n${lines.join('')}}\n`;
  },
  recognizes: (text: string): boolean => /\bColor\(\s*0x|\bColor\.from(?:ARGB|RGBO)\(/i.test(text),
  read,
};

const CALL = /(\bColor(?:\.from(?:ARGB|RGBO)?|\.rgb|\.argb|\.parseColor)?)\(/g;

/** Reads colors of Flutter, and of Jetpack Compose, which has the same form: `Color(0xFF1A2B3C)`. */
function read(text: string): Found {
  const code = withoutComments(text, { hasLineComments: true, clearsString: hasCall });
  const { add, colors } = colorList();
  const skipped: Skipped[] = [];
  for (const { name: called, args, index } of callsOf(code, CALL)) {
    const place = () => ({ line: lineAt(code, index) });
    const variable = variableBefore(code, index);
    const hex = hexOfCall(called, args);
    if (hex !== undefined) {
      const name = nameOf(variable);
      add({ hex, ...(name !== undefined && { name }), place });
    } else if (args.length > 0 && /^[\d."]/.test(args[0]!)) {
      const value = args.join(', ');
      skipped.push({
        name: variable,
        value,
        reason: 'not a color',
        expected: 'a color such as 0xFF1A2B3C',
        place,
      });
    }
  }
  return { colors, skipped };
}

function hexOfCall(called: string, args: readonly string[]): string | undefined {
  if (called === 'Color.parseColor') return hexOfText(args[0] ?? '');
  if (called === 'Color' && args.length === 1) {
    const digits = /^0x([0-9a-f_]+)$/i.exec(args[0]!)?.[1]?.replaceAll('_', '') ?? '';
    return digits.length === 8
      ? hexOfArgb(digits)
      : digits.length === 6
        ? hexOfArgb(`00${digits}`)
        : undefined;
  }
  if (called === 'Color.from') return hexOfLabels(labeled(args));
  const numbers = args.map((arg) => numberIn(arg.replace(/^\w+\s*=\s*/, '')));
  if (numbers.length < 3 || numbers.some((each) => each === undefined)) return undefined;
  const values = numbers as number[];
  const hasAlphaFirst = called === 'Color.fromARGB' || called === 'Color.argb';
  const [r, g, b, last] = hasAlphaFirst ? values.slice(1) : values;
  const isShare = called === 'Color' && values.every((each) => each <= 1); // of Compose
  const full = isShare ? 1 : 255;
  const alpha = hasAlphaFirst
    ? values[0]! / 255
    : called === 'Color' && !isShare
      ? (last ?? 255) / 255
      : (last ?? 1);
  if (b === undefined) return undefined;
  return hexIn('srgb', [r! / full, g! / full, b / full], alpha);
}

/** Returns the color of `#RRGGBB` or `#AARRGGBB`. */
function hexOfText(text: string): string | undefined {
  const digits = /^["']#([0-9a-f]{6}|[0-9a-f]{8})["']$/i.exec(text)?.[1] ?? '';
  return digits.length === 8 ? hexOfArgb(digits) : normalHex(digits);
}

function hexOfLabels(values: ReadonlyMap<string, string>): string | undefined {
  const [red, green, blue] = ['red', 'green', 'blue'].map((label) => numberIn(values.get(label)));
  const space = /displayP3/.test(values.get('colorSpace') ?? '') ? 'display-p3' : 'srgb';
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return hexIn(space, [red, green, blue], numberIn(values.get('alpha')) ?? 1);
}
