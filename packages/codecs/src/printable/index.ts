// Names of files, chunks and colors may contain invisible characters, characters that reorder text, and terminal commands.
// This module escapes or removes them.

/**
 * Control characters, line and paragraph separators, lone surrogates, bidirectional controls and invisible characters.
 * Visible format characters of Unicode, such as ۝, are not included.
 */
const HIDDEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\ufff9-\ufffb\u{13430}-\u{1343f}]/gu;

const ZERO_WIDTH_NON_JOINER = '\u200c';
const ZERO_WIDTH_JOINER = '\u200d';
const AS_TEXT = '\ufe0e';
const AS_EMOJI = '\ufe0f';

/** Letters of scripts in which a joiner between two letters changes their shape, and so is visible. */
const JOINING =
  /(?!\p{Default_Ignorable_Code_Point})[\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\p{sc=Nkoo}\p{sc=Adlm}\p{sc=Rohg}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]/u;
const PICTOGRAPH = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u;
/** A keycap emoji is a digit, an emoji variation selector, and the combining keycap; the selector is left out here. */
const KEYCAP = /^[\d#*]\u20e3$/;

/**
 * Returns the text with escapes for line ends and for control, bidirectional and invisible characters: `\n`, `\x1b`,
 * `\u202e`, `\u{e0041}`. Accents, right-to-left scripts, emoji and spaces stay unchanged.
 * @example
 * printable('a\u001b[31m\nb') // 'a\\x1b[31m\\nb'
 */
export function printable(text: string): string {
  return text.replace(HIDDEN, (hidden, at: number) =>
    isPartOfGlyph(text, hidden, at) ? hidden : escapeOf(hidden),
  );
}

/**
 * Returns the text without the characters that {@link printable} escapes. Line ends and control characters become
 * spaces.
 */
export function withoutHidden(text: string): string {
  return text.replace(HIDDEN, (hidden, at: number) => {
    if (isPartOfGlyph(text, hidden, at)) return hidden;
    return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(hidden) ? ' ' : '';
  });
}

/**
 * Returns a value as JSON, indented by two spaces. Characters that {@link printable} escapes are escaped as in JSON, so
 * that parsing the text gives an equal value.
 */
export function printableJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  return json.replace(HIDDEN, (hidden, at: number) =>
    hidden === '\n' || isPartOfGlyph(json, hidden, at) ? hidden : hidden.split('').map(unitEscape).join(''),
  );
}

/** Returns whether an invisible character shapes its neighbors, as in Persian, Indic scripts and emoji. */
function isPartOfGlyph(text: string, hidden: string, at: number): boolean {
  const before = lastOf(text, at);
  const next = firstOf(text, at + hidden.length);
  if (hidden === AS_TEXT || hidden === AS_EMOJI) return PICTOGRAPH.test(before) || KEYCAP.test(before + next);
  if (hidden !== ZERO_WIDTH_JOINER && hidden !== ZERO_WIDTH_NON_JOINER) return false;
  if (JOINING.test(before) && JOINING.test(next)) return true;
  const picture = before === AS_EMOJI ? lastOf(text, at - 1) : before;
  return hidden === ZERO_WIDTH_JOINER && PICTOGRAPH.test(picture) && PICTOGRAPH.test(next);
}

/** Returns the character that starts at `at`; empty at the end. */
function firstOf(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** Returns the character that ends at `end`; empty at the start. */
function lastOf(text: string, end: number): string {
  const isPair = /[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(Math.max(0, end - 2), end));
  return text.slice(Math.max(0, end - (isPair ? 2 : 1)), end);
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeOf(hidden: string): string {
  const code = hidden.codePointAt(0)!;
  if (code > 0xffff) return `\\u{${code.toString(16)}}`;
  return SHORT[hidden] ?? (code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : unitEscape(hidden));
}

const unitEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
