import { hexOfCss } from '../color-values.ts';
import { malformed } from '../errors.ts';
import type { Found, FoundColor } from '../format.ts';
import { lineAt, withoutComments } from '../lines.ts';
import { nameOf } from '../names.ts';

/** `--name: value`, `$name: value`, `@name: value`. */
const VARIABLE = /(?<![\w-])(?:--|\$|@)([\w-]+)\s*:\s*([^;{}]+)/g;
/** `"name": value` in a map, `property: value` in a rule. */
const PAIR = /([\w-]+)["']?\s*:\s*((?:[^;,(){}\n]|\([^()]*\))+)/g;

/**
 * The colors of a style sheet: those of its variables by their names, also those in maps; in a sheet without any,
 * the colors of its rules, which have no names.
 */
export function readDeclarations(text: string): Found {
  const code = withoutComments(text);
  const variables = colorsOf(code, VARIABLE);
  if (variables.length > 0) return { colors: variables };
  const isMap = /[$@][\w-]+\s*:\s*[({]/.test(code);
  const pairs = colorsOf(code, PAIR);
  if (isMap) return { colors: pairs };
  const first = new Map([...pairs].reverse().map((color) => [color.hex, color]));
  return { colors: pairs.filter((color) => first.get(color.hex) === color).map(withoutName) };
}

const withoutName = ({ name: _, ...color }: FoundColor): FoundColor => color;

function colorsOf(code: string, pattern: RegExp): FoundColor[] {
  const colors: FoundColor[] = [];
  for (const { index, 0: all, 1: identifier, 2: given } of code.matchAll(pattern)) {
    const value = given!.replace(/!\s*\w+\s*$/, '').trim(); // !default, !important
    const line = lineAt(code, index + all.indexOf(given!));
    const hex = hexOfCss(value);
    if (hex === undefined) {
      if (/^#[\w-]+$/.test(value)) throw malformed('a color such as #1a2b3c', value, line);
      continue; // a length, a font …
    }
    const name = nameOf(identifier!);
    colors.push({ hex, ...(name !== undefined && { name }), place: { line } });
  }
  return colors;
}
