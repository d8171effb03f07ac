import { colorList } from '../color-list.ts';
import { cssColors } from '../css-colors.ts';
import { malformed } from '../errors.ts';
import type { Found, FoundColor } from '../format.ts';
import { matchesOf } from '../limits.ts';
import { lineAt, withoutComments } from '../lines.ts';
import { nameOf } from '../names.ts';

/** `--name: value`, `$name: value`, `@name: value`. */
const VARIABLE = /(?<![\w-])(?:--|\$|@)([\w-]+)\s*:\s*([^;{}]+)/g;
/** `"name": value` in a map, `property: value` in a rule. The limit of 100 parts prevents a stack overflow. */
const PAIR = /(?<![\w-])([\w-]+)["']?\s*:\s*((?:[^;,(){}\n]+|\([^()]*\)){1,100})/g;
/** `!default`, `!important`. */
const FLAG = /!\s*\w+$/;

/**
 * Returns the colors of the variables of a style sheet, named by their identifiers. Without variables, it returns the
 * colors of maps with their keys, or those of rules without names.
 */
export function readDeclarations(text: string): Found {
  const code = withoutComments(text);
  const variables = colorList();
  const hexOf = cssColors();
  for (const color of colorsOf(code, VARIABLE, hexOf)) variables.add(color);
  if (variables.colors.length > 0) return variables;
  const isMap = /[$@][\w-]+\s*:\s*[({]/.test(code);
  const { add, colors } = colorList();
  const known = new Set<string>();
  for (const { name, ...color } of colorsOf(code, PAIR, hexOf)) {
    if (isMap) add({ ...color, ...(name !== undefined && { name }) });
    else if (!known.has(color.hex)) add(color);
    known.add(color.hex);
  }
  return { colors };
}

function* colorsOf(
  code: string,
  pattern: RegExp,
  hexOf: (value: string) => string | undefined,
): Generator<FoundColor> {
  for (const { index, 0: declaration, 1: identifier, 2: valueText } of matchesOf(
    code,
    pattern,
    'declarations',
  )) {
    const value = valueText!.trim().replace(FLAG, '').trim();
    const place = () => ({ line: lineAt(code, index + declaration.indexOf(valueText!)) });
    const hex = hexOf(value);
    if (hex === undefined) {
      if (/^#[\w-]+$/.test(value)) throw malformed('a color such as #1a2b3c', value, place().line);
      continue; // such as a length or a font
    }
    const name = nameOf(identifier!);
    yield { hex, ...(name !== undefined && { name }), place };
  }
}
