import { withoutComments } from '../code-comments.ts';
import { colorList } from '../color-list.ts';
import { byteOf, hexIn } from '../color-values.ts';
import type { Found, TextFormat } from '../format.ts';
import { bytesOf, hexOf, normalHex } from '../hex.ts';
import { lineAt } from '../lines.ts';
import { camel, nameOf, uniqueIdentifiers } from '../names.ts';
import type { Palette } from '../palette.ts';
import type { Skipped } from '../skipped.ts';
import { variableBefore } from './assignment.ts';
import { callsOf, hasCall, labeled, numberIn } from './calls.ts';

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
    const names = uniqueIdentifiers(colors, (identifier) => camel(identifier, RESERVED));
    const lines = colors.map(({ hex }, i) => `    static let ${names[i]} = ${colorOf(hex)}\n`);
    return `import SwiftUI\n\nenum Palette {\n${lines.join('')}}\n`;
  },
  recognizes: (text: string): boolean =>
    /import SwiftUI|import UIKit|\bColor\(\s*(?:\.\w+,|red:)|#colorLiteral\(/.test(text),
  read,
};

function colorOf(hex: string): string {
  const [r, g, b, a] = bytesOf(hex).map((channel) => `${channel} / 255`);
  const opacity = hex.length === 9 ? `, opacity: ${a}` : '';
  return `Color(.sRGB, red: ${r}, green: ${g}, blue: ${b}${opacity})`;
}

const CALL = /((?:\b(?:UI|NS|CG)?Color|#colorLiteral))\(/g;

/** Reads colors in RGB, Display P3, gray and HSB, hex numbers, and color literals. */
function read(text: string): Found {
  const code = withoutComments(text, { hasLineComments: true, clearsString: hasCall });
  const { add, colors } = colorList();
  const skipped: Skipped[] = [];
  for (const { args, index } of callsOf(code, CALL)) {
    const place = () => ({ line: lineAt(code, index) });
    const variable = variableBefore(code, index);
    const hex = hexOfCall(args);
    if (hex !== undefined) {
      const name = nameOf(variable);
      add({ hex, ...(name !== undefined && { name }), place });
    } else if (isLiteral(args)) {
      const value = args.join(', ');
      skipped.push({
        name: variable,
        value,
        reason: 'not numbers',
        expected: 'red, green and blue as numbers',
        place,
      });
    }
  }
  return { colors, skipped };
}

/** Whether a call states a color: not a parameter, a system color or an image. */
const isLiteral = (args: readonly string[]): boolean =>
  /^(?:\.\w+|(?:red|srgbRed|displayP3Red|genericRed|calibratedRed|deviceRed|white|hue|hex)\s*:.*|"[^"]*")$/s.test(
    args[0] ?? '',
  ) && args.join().length > 0;

function hexOfCall(args: readonly string[]): string | undefined {
  const values = labeled(args);
  const first = (...labels: readonly string[]) =>
    numberIn(labels.map((label) => values.get(label)).find(Boolean));
  const alpha = first('opacity', 'alpha') ?? 1;
  const space = spaceOf(args);
  const [red, green, blue] = [first(...RED), first('green'), first('blue')];
  if (red !== undefined && green !== undefined && blue !== undefined)
    return hexIn(space, [red, green, blue], alpha);
  const white = first('white', 'calibratedWhite', 'genericGamma22White', 'deviceWhite');
  if (white !== undefined) return hexIn(space, [white, white, white], alpha);
  const [hue, saturation, brightness] = [first('hue'), first('saturation'), first('brightness')];
  if (hue !== undefined && saturation !== undefined && brightness !== undefined) {
    return hexIn('hsv', [hue * 360, saturation, brightness], alpha);
  }
  return hexOfDigits(values.get('hex') ?? values.get('rgb') ?? values.get('hexString') ?? args[0], alpha);
}

const RED = ['red', 'srgbRed', 'displayP3Red', 'calibratedRed', 'deviceRed', 'genericRed', 'colorSpaceRed'];

function spaceOf(args: readonly string[]): string {
  if (args[0] === '.displayP3' || args.some((arg) => arg.startsWith('displayP3Red'))) return 'display-p3';
  return args[0] === '.sRGBLinear' ? 'srgb-linear' : 'srgb';
}

/** Returns the color of `0x1A2B3C` or `"#1A2B3C"`. */
function hexOfDigits(text: string | undefined, alpha: number): string | undefined {
  const digits = /^(?:0x|"#?)([0-9a-f_]{6,9})"?$/i.exec(text ?? '')?.[1]?.replaceAll('_', '');
  const hex = digits?.length === 6 ? normalHex(digits) : undefined;
  if (hex === undefined || alpha === 1) return hex;
  const [r, g, b] = bytesOf(hex);
  return hexOf(r, g, b, byteOf(alpha));
}
