import { colorList } from '../color-list.ts';
import { byteOf } from '../color-values.ts';
import { malformed } from '../errors.ts';
import type { Found, TextFormat } from '../format.ts';
import { bytesOf, hexOf } from '../hex.ts';
import { matchesOf } from '../limits.ts';
import { lineAt, withoutComments } from '../lines.ts';
import { camel, identifiersOf, nameOf } from '../names.ts';
import type { Palette } from '../palette.ts';
import { variableBefore } from './assignment.ts';

/** Reserved words of Swift. */
export const RESERVED: ReadonlySet<string> = new Set(
  `any as associatedtype break case catch class continue default defer deinit do else enum extension fallthrough false
  fileprivate for func guard if import in init inout internal is let nil open operator private precedencegroup protocol
  public repeat rethrows return self static struct subscript super switch throw throws true try typealias var where
  while`.split(/\s+/),
);

/** SwiftUI colors. Source: https://developer.apple.com/documentation/swiftui/color */
export const swift: TextFormat = {
  label: 'Swift (SwiftUI)',
  extensions: ['.swift'],
  binary: false,
  language: 'swift',
  write: ({ colors }: Palette): string => {
    const names = identifiersOf(colors).map((identifier) => camel(identifier, RESERVED));
    const lines = colors.map(({ hex }, i) => `    static let ${names[i]} = ${colorOf(hex)}\n`);
    return `import SwiftUI\n\nenum Palette {\n${lines.join('')}}\n`;
  },
  recognizes: (text: string): boolean => /import SwiftUI|import UIKit|\bColor\(\s*(?:\.\w+,|red:)/.test(text),
  read,
};

function colorOf(hex: string): string {
  const [r, g, b, a] = bytesOf(hex).map((channel) => `${channel} / 255`);
  const opacity = hex.length === 9 ? `, opacity: ${a}` : '';
  return `Color(.sRGB, red: ${r}, green: ${g}, blue: ${b}${opacity})`;
}

const CALL = /\b(?:UI|NS)?Color\(\s*(?:\.\w+\s*,\s*)?((?:red|srgbRed)\s*:[^()]*)\)/g;

function read(text: string): Found {
  const code = withoutComments(text);
  const { add, colors } = colorList();
  for (const match of matchesOf(code, CALL, 'colors')) {
    const { 0: call, 1: components, index } = match;
    const place = () => ({ line: lineAt(code, index + call.indexOf(components!)) });
    const [red, green, blue, alpha = 1] = LABELS.map((label) => numberAfter(label, components!));
    if (red === undefined || green === undefined || blue === undefined) {
      throw malformed('red, green and blue as numbers', components!, place().line);
    }
    const name = nameOf(variableBefore(code, index));
    const hex = hexOf(byteOf(red), byteOf(green), byteOf(blue), byteOf(alpha));
    add({ hex, ...(name !== undefined && { name }), place });
  }
  return { colors };
}

const LABELS: readonly RegExp[] = ['(?:red|srgbRed)', 'green', 'blue', '(?:opacity|alpha)'].map(
  (label) => new RegExp(`${label}\\s*:\\s*([\\d.]+)(?:\\s*/\\s*([\\d.]+))?`),
);

/** Returns the number after a label, written as `0.25` or `64 / 255`. */
function numberAfter(label: RegExp, components: string): number | undefined {
  const [, numerator, denominator = '1'] = label.exec(components) ?? [];
  return numerator === undefined ? undefined : Number(numerator) / Number(denominator);
}
