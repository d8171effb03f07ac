/** Whether a character (one code point) is allowed at a position. */
export type Test = (character: string) => boolean;

/** ASCII character classes that a set may name, as in `[[:digit:]]`. */
const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /^[a-z\d]$/i,
  alpha: /^[a-z]$/i,
  blank: /^[ \t]$/,
  digit: /^\d$/,
  lower: /^[a-z]$/,
  punct: /^[!-/:-@[-`{-~]$/,
  space: /^[ \t\n\v\f\r]$/,
  upper: /^[A-Z]$/,
  xdigit: /^[a-f\d]$/i,
};

/** A parsed set and the index of its last character. */
interface ReadSet {
  readonly test: Test;
  readonly end: number;
}

/**
 * Parses a character set such as `[!a-z_]`. A set never matches a slash.
 *
 * @param from index of the opening bracket.
 * @returns undefined when the set is not closed before `to`, or names an unknown class.
 */
export function readSet(pattern: readonly string[], from: number, to: number): ReadSet | undefined {
  let at = from + 1;
  const isNegated = pattern[at] === '!' || pattern[at] === '^';
  if (isNegated) at++;
  const first = at;
  const tests: Test[] = [];
  while (at < to) {
    if (pattern[at] === ']' && at > first) {
      const test: Test = (character) =>
        character !== '/' && tests.some((each) => each(character)) !== isNegated;
      return { test, end: at };
    }
    const name = classAt(pattern, at);
    if (name !== undefined) {
      const known = Object.hasOwn(CLASSES, name) ? CLASSES[name]! : undefined;
      if (!known) return undefined;
      tests.push((character) => known.test(character));
      at += name.length + 4;
      continue;
    }
    if (pattern[at] === '\\') at++;
    const low = pattern[at++];
    let high = low;
    if (pattern[at] === '-' && at + 1 < to && pattern[at + 1] !== ']') {
      at += pattern[at + 1] === '\\' ? 2 : 1;
      high = pattern[at++];
    }
    if (low === undefined || high === undefined) return undefined;
    tests.push((character) => codeOf(low) <= codeOf(character) && codeOf(character) <= codeOf(high));
  }
  return undefined;
}

/** The name of the character class that starts at an index, if any. */
function classAt(pattern: readonly string[], at: number): string | undefined {
  if (pattern[at] !== '[' || pattern[at + 1] !== ':') return undefined;
  const end = pattern.indexOf(']', at + 2);
  return end > 0 && pattern[end - 1] === ':' && end - 1 > at + 1
    ? pattern.slice(at + 2, end - 1).join('')
    : undefined;
}

const codeOf = (character: string): number => character.codePointAt(0)!;
