import { hexOfCss } from '../color-values.ts';
import { malformed } from '../errors.ts';
import type { Found, FoundColor, TextFormat } from '../format.ts';
import { hexOfArgb, normalHex } from '../hex.ts';
import { linesOf } from '../lines.ts';
import type { Palette } from '../palette.ts';

/** One color a line. */
export const hexList: TextFormat = {
  label: 'Hex list',
  extensions: ['.hex', '.txt'],
  binary: false,
  language: 'plaintext',
  write: ({ colors }: Palette): string => colors.map(({ hex }) => `${hex}\n`).join(''),
  recognizes: (text: string): boolean => text.trim() !== '',
  read,
};

/** A function of CSS, or anything between blanks, commas, quotes and the like. */
const TOKEN = /[a-z-]+\([^()]*\)|[^\s,;:|"'`()[\]{}<>=]+/gi;

/**
 * Colors as people paste them: `#fff, #123456 0xFFAABB`, `rgb(1 2 3)`, the address of a palette on a site. Where
 * some colors have a sign, words without one are names, those of a line with one color. Else all must be hex.
 */
function read(text: string): Found {
  const lines = linesOf(text.replace(/\b[a-z]+:\/\/[^\s/]*/gi, ' '));
  const isSigned = lines.some((line) => [...line.matchAll(TOKEN)].some(([token]) => signed(token, 0)));
  const colors: FoundColor[] = [];
  for (const [i, line] of lines.entries()) {
    if (/^\s*(?:\/\/|;|#(?:\s|$))/.test(line)) continue; // a comment
    colors.push(...(isSigned ? signedColors(line, i + 1) : bareColors(line, i + 1)));
  }
  return { colors };
}

function signedColors(line: string, number: number): FoundColor[] {
  const found = [...line.matchAll(TOKEN)].flatMap((match) => {
    const hex = signed(match[0], number);
    return hex === undefined ? [] : [{ hex, token: match[0] }];
  });
  const [first] = found;
  const name = found.length === 1 ? nameBeside(line, first!.token) : '';
  return found.map(({ hex }) => ({ hex, ...(name && { name }), place: { line: number } }));
}

/** What stands beside the only color of a line. */
const nameBeside = (line: string, token: string): string =>
  line
    .replace(token, ' ')
    .replace(/^[\s,;:|"'`()[\]{}<>=-]+|[\s,;:|"'`()[\]{}<>=-]+$/g, '')
    .replace(/\s+/g, ' ');

/** The color of a token that can only be one; line 0 only looks. */
function signed(token: string, line: number): string | undefined {
  if (token.startsWith('#')) {
    const hex = normalHex(token);
    if (hex === undefined && line > 0) throw malformed('a color such as #1a2b3c', token, line);
    return hex;
  }
  if (/^0x/i.test(token)) {
    const digits = token.slice(2);
    if (/^(?:[0-9a-f]{6}|[0-9a-f]{8})$/i.test(digits)) {
      return digits.length === 8 ? hexOfArgb(digits) : normalHex(digits);
    }
    if (line > 0) throw malformed('a color such as 0x1A2B3C or 0xFF1A2B3C', token, line);
  }
  return token.includes('(') ? hexOfCss(token) : undefined;
}

function bareColors(line: string, number: number): FoundColor[] {
  const words = line.split(/[\s,;:|"'`()[\]{}<>=/-]+/).filter(Boolean);
  return words.map((word) => {
    const hex = /^(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(word) ? normalHex(word) : undefined;
    if (hex === undefined) throw malformed('a color such as #1a2b3c or 1a2b3c', word, number);
    return { hex, place: { line: number } };
  });
}
