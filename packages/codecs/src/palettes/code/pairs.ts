import jsTokens, { type Token } from 'js-tokens';
import { colorList } from '../color-list.ts';
import { cssColors } from '../css-colors.ts';
import { PaletteError } from '../errors.ts';
import type { Found, FoundColor } from '../format.ts';
import { hexOfArgb } from '../hex.ts';
import { MAX_DEPTH, MAX_WORDS, tooManyPieces } from '../limits.ts';
import { lineAt } from '../lines.ts';
import { keysForName, nameOf } from '../names.ts';
import type { Skipped } from '../skipped.ts';
import { plainColor, tellingKey } from '../tokens/plain-values.ts';

/** Keys of groups that do not describe their colors. */
const SILENT = /^(?:colou?rs?|palettes?|theme|extend|exports)$/i;
/** Keys of colors. */
const PAINTED = /colou?r|palette|theme|primary|secondary|accent|background|foreground|brand|fill|stroke/i;
/** Keywords before the name of a variable or property. */
const MODIFIER = /^(?:const|let|var|readonly|static|public|private|protected|declare|export|override)$/;
const WHOLE_HEX = /^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/i;
const MAX_PATH = 16; // maximum number of keys for a name

/** Bracket that is open, with the key before it. */
interface Open {
  readonly key: string;
  readonly id: number;
}

/**
 * Returns the colors in the strings of a program, named by their keys: `brand: { 500: '#1a2b3c' }` is Brand 500. The
 * program is not executed, so computed colors are not found.
 */
export function readPairs(text: string): Found {
  const { add, colors } = colorList();
  const words = new Map<FoundColor, number>(); // colors that are words, with their bracket
  const painted = new Set<number>(); // brackets with a color that is no word
  const skipped: Skipped[] = [];
  const hexOf = cssColors();
  const open: Open[] = [];
  let key: string | undefined; // of the next value
  let [before, last]: (string | undefined)[] = []; // the two tokens before
  let ids = 0;
  let isTyped = false; // whether the key stands before a type
  let candidate: string | undefined; // a word or string that becomes a key with the next sign
  for (const { token, index } of tokensOf(text)) {
    const { type, value } = token;
    const named = namedBy(token);
    const isKeyPlace =
      last === undefined || /^[{,;(]$/.test(last) || MODIFIER.test(last) || last === '}' || last === ')';
    if (type === 'Punctuator') {
      if (value === ':' && candidate !== undefined) [key, isTyped] = [candidate, MODIFIER.test(before ?? '')];
      else if (value === '=' && !(isTyped && key !== undefined)) key = wordOf(last) ?? key;
      else if (/^[{[(]$/.test(value)) {
        if (open.length < MAX_DEPTH) open.push({ key: key ?? '', id: ++ids });
        [key, isTyped] = [undefined, false];
      } else if (/^[}\])]$/.test(value)) {
        open.pop();
        [key, isTyped] = [undefined, false];
      } else if (value === ',' || value === ';') [key, isTyped] = [undefined, false];
    }
    candidate = named !== undefined && (isKeyPlace || MODIFIER.test(last ?? '')) ? named : undefined;
    const content = contentOf(token);
    const isKey = candidate !== undefined && isKeyPlace && isFollowedByColon(text, index + value.length);
    if (content !== undefined && !isKey && last !== 'case') {
      const place = () => ({ line: lineAt(text, index) });
      const path = [...open.map((each) => each.key), ...(key === undefined ? [] : [key])];
      const own = tellingKey(path);
      const plain = content.replace(/<alpha-value>/g, '1');
      const isHex = WHOLE_HEX.test(plain); // whatever the key: a color may be called Name
      const hex =
        type === 'NumericLiteral'
          ? hexOfNumber(content)
          : isHex
            ? hexOf(plain)
            : plainColor(plain.trim(), own, hexOf);
      const name = nameAt(path);
      if (hex !== undefined) {
        const color = { hex, ...(name !== undefined && { name }), place };
        const bracket = open.at(-1)?.id ?? 0;
        const isWord = /^[a-z]+$/.test(content);
        if (!isWord) painted.add(bracket);
        else if (!path.some((each) => PAINTED.test(each))) words.set(color, bracket);
        add(color);
      } else if (isColorLike(content)) {
        const reason = content.startsWith('#') ? 'not a hex value' : 'refers to a variable';
        skipped.push({ name: own, value: content, reason, place });
      }
    }
    [before, last] = [last, value];
  }
  // A word such as "gray" is a color only among colors.
  const isColor = (color: FoundColor) => !words.has(color) || painted.has(words.get(color)!);
  return { colors: colors.filter(isColor), skipped };
}

/** Yields the tokens of a program without spaces and comments, with their positions. */
function* tokensOf(text: string): Generator<{ readonly token: Token; readonly index: number }> {
  let [index, left] = [0, MAX_WORDS.programs];
  try {
    for (const token of jsTokens(text)) {
      const at = index;
      index += token.value.length;
      if (/^(?:WhiteSpace|LineTerminatorSequence|.*Comment)$/.test(token.type)) continue;
      if (left-- === 0) throw tooManyPieces('words', MAX_WORDS.programs);
      yield { token: token as Token, index: at };
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // The stack of a regular expression ends at a very long string.
    throw new PaletteError('too-large', {
      expected: 'shorter strings',
      received: 'a very long one',
      place: { line: lineAt(text, index) },
    });
  }
}

const isFollowedByColon = (text: string, from: number): boolean => {
  let at = from;
  while (at < text.length && at - from < 100 && /\s/.test(text[at]!)) at++;
  return text[at] === ':';
};

/** Returns the word that a token stands for as a key. */
function namedBy({ type, value }: Token): string | undefined {
  if (type === 'IdentifierName' || type === 'NumericLiteral') return value;
  return type === 'StringLiteral' ? value.replace(/^['"]|['"]$/g, '') : undefined;
}

const wordOf = (token: string | undefined): string | undefined =>
  token !== undefined && /^[\w$]+$/.test(token) ? token : undefined;

/** Returns the text of a string, or the digits of a number such as `0x1a2b3c`. */
function contentOf({ type, value }: Token): string | undefined {
  if (type === 'StringLiteral') return value.replace(/^['"]|['"]$/g, '');
  if (type === 'NoSubstitutionTemplate') return value.replace(/^`|`$/g, '');
  return type === 'NumericLiteral' && /^0x(?:[0-9a-f]{6}|[0-9a-f]{8})$/i.test(value) ? value : undefined;
}

const hexOfNumber = (digits: string): string =>
  digits.length === 10 ? hexOfArgb(digits.slice(2)) : `#${digits.slice(2).toLowerCase()}`;

const isColorLike = (value: string): boolean =>
  /^#[0-9a-f]{1,12}$/i.test(value) ||
  (/^(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color|color-mix)a?\(/i.test(value) && value.length < 200);

function nameAt(path: readonly string[]): string | undefined {
  const near = path.slice(-MAX_PATH);
  const keys = near.slice(near.reduce((last, key, i) => (SILENT.test(key) ? i + 1 : last), 0));
  return nameOf(keysForName(keys.filter((each) => each !== '' && each !== 'DEFAULT')).join('-'));
}
