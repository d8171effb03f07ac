import { colorList } from '../color-list.ts';
import { cssColors } from '../css-colors.ts';
import { malformed } from '../errors.ts';
import type { Found, TextFormat } from '../format.ts';
import { hexOfArgb, normalHex } from '../hex.ts';
import { MAX_PIECES, tooManyPieces } from '../limits.ts';
import { linesOf } from '../lines.ts';
import type { Palette } from '../palette.ts';
import { readTriplets } from './triplets.ts';

/** List of hex values, one per line. */
export const hexList: TextFormat = {
  label: 'Hex list',
  extensions: ['.hex', '.txt'],
  binary: false,
  language: 'plaintext',
  write: ({ colors }: Palette): string => colors.map(({ hex }) => `${hex}\n`).join(''),
  recognizes: (text: string): boolean => text.trim() !== '',
  read,
};

/** A CSS function, or text between separators such as spaces, commas and quotes. */
const TOKEN = /[a-z-]+\([^()]*\)|[^\s,;:|"'`()[\]{}<>=]+/gi;
/** Text between separators, for lists in which colors have no sign. */
const BARE_TOKEN = /[^\s,;:|"'`()[\]{}<>=/-]+/g;
const COMMENT = /^\s*(?:\/\/|;|#(?:\s|$))/;

/**
 * Reads pasted colors: `#fff, #123456 0xFFAABB`, `rgb(1 2 3)`, or the URL of a palette on a website. A sign is `#`, `0x`
 * or the name of a CSS function. If any color has a sign, other words are names of the only color on their line.
 * Otherwise all words must be hex values. Lines of three numbers from 0 to 255 are red, green and blue.
 */
function read(text: string): Found {
  const lines = linesOf(text.replace(/\b[a-z]+:\/\/[^\s/]*/gi, ' '));
  const triplets = readTriplets(lines);
  if (triplets) return triplets;
  const { add, colors } = colorList();
  const hexOf = cssColors();
  const areSigned = hasSign(lines, hexOf);
  for (const { line, number, tokens } of tokensOf(lines, areSigned ? TOKEN : BARE_TOKEN)) {
    const found = tokens
      .map((token) => ({
        token,
        hex: areSigned ? signedColor(token, hexOf, number) : bareColor(token, number),
      }))
      .filter(({ hex }) => hex !== undefined);
    const [first] = found;
    const name = found.length === 1 && areSigned ? nameBeside(line, first!.token) : '';
    for (const { hex } of found) add({ hex: hex!, ...(name && { name }), place: () => ({ line: number }) });
  }
  return { colors };
}

type CssColors = ReturnType<typeof cssColors>;

interface Line {
  readonly line: string;
  /** Line number, starting at 1. */
  readonly number: number;
  readonly tokens: readonly string[];
}

/** Yields the lines that are not comments, with the matches of a pattern. */
function* tokensOf(lines: readonly string[], pattern: RegExp): Generator<Line> {
  let left = MAX_PIECES;
  for (const [i, line] of lines.entries()) {
    if (COMMENT.test(line)) continue;
    const tokens: string[] = [];
    for (const [token] of line.matchAll(pattern)) {
      if (left-- === 0) throw tooManyPieces('words');
      tokens.push(token);
    }
    yield { line, number: i + 1, tokens };
  }
}

/** Returns whether any color has a sign: `#`, `0x` or the name of a CSS function. */
function hasSign(lines: readonly string[], hexOf: CssColors): boolean {
  for (const { tokens } of tokensOf(lines, TOKEN)) {
    if (tokens.some((token) => signedColor(token, hexOf) !== undefined)) return true;
  }
  return false;
}

/**
 * Returns the color of a token with a sign, otherwise undefined.
 * @param line - line for the error of a malformed color; without it, a malformed color gives undefined
 */
function signedColor(token: string, hexOf: CssColors, line?: number): string | undefined {
  if (token.startsWith('#')) {
    const hex = normalHex(token);
    if (hex === undefined && line !== undefined) throw malformed('a color such as #1a2b3c', token, line);
    return hex;
  }
  if (/^0x/i.test(token)) {
    const digits = token.slice(2);
    if (/^(?:[0-9a-f]{6}|[0-9a-f]{8})$/i.test(digits)) {
      return digits.length === 8 ? hexOfArgb(digits) : normalHex(digits);
    }
    if (line !== undefined) throw malformed('a color such as 0x1A2B3C or 0xFF1A2B3C', token, line);
  }
  return token.includes('(') ? hexOf(token) : undefined;
}

function bareColor(word: string, line: number): string {
  const hex = /^(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(word) ? normalHex(word) : undefined;
  if (hex === undefined) throw malformed('a color such as #1a2b3c or 1a2b3c', word, line);
  return hex;
}

/** Returns the text next to the only color of a line. */
const nameBeside = (line: string, token: string): string =>
  line
    .replace(token, ' ')
    .replace(/^[\s,;:|"'`()[\]{}<>=-]+|(?<![\s,;:|"'`()[\]{}<>=-])[\s,;:|"'`()[\]{}<>=-]+$/g, '')
    .replace(/\s+/g, ' ');
