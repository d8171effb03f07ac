import { MAX_PIECES, tooManyPieces } from '../limits.ts';

/** Call in a program, such as `Color(red: 1, green: 0, blue: 0)`. */
export interface Call {
  /** The matched function. */
  readonly name: string;
  /** Texts of the arguments, without spaces around them. */
  readonly args: readonly string[];
  readonly index: number;
}

/** Whether a string has a call inside, which is no call of the program. */
export const hasCall = (string: string): boolean => /Color(?:\.\w+)?\(/.test(string);

const MAX_LENGTH = 400; // characters of all arguments

/**
 * Yields the calls of functions in a program without comments.
 * @param names - pattern with the flag `g` that ends with the parenthesis; its first group is the name
 */
export function* callsOf(code: string, names: RegExp): Generator<Call> {
  let left = MAX_PIECES;
  for (const match of code.matchAll(names)) {
    if (left-- === 0) throw tooManyPieces('colors');
    const start = match.index + match[0].length;
    const args = argumentsAt(code, start);
    if (args) yield { name: match[1]!, args, index: match.index };
  }
}

/** Returns the arguments after an open parenthesis; undefined if it is not closed soon. */
function argumentsAt(code: string, start: number): readonly string[] | undefined {
  const args: string[] = [];
  let [depth, from] = [0, start];
  for (let at = start; at < code.length && at - start < MAX_LENGTH; at++) {
    const character = code[at];
    if (character === '(' || character === '[') depth++;
    else if (character === ']') depth--;
    else if (character === ')' && depth-- === 0) {
      const last = code.slice(from, at).trim();
      return last === '' ? args : [...args, last];
    } else if (character === ',' && depth === 0) {
      args.push(code.slice(from, at).trim());
      from = at + 1;
    }
  }
  return undefined;
}

/** Returns the arguments with labels, such as `red: 0.5` or `red = 0.5`. */
export function labeled(args: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    args.flatMap((arg) => {
      const [, label, value] = /^(\w+)\s*[:=]\s*(.*)$/s.exec(arg) ?? [];
      return label === undefined ? [] : [[label, value!] as const];
    }),
  );
}

/** Returns the number of `0.5`, `128 / 255`, `0x80`, `.5f` or `1`; otherwise undefined. */
export function numberIn(text: string | undefined): number | undefined {
  const [, numerator, denominator] =
    /^(?:CGFloat\()?\s*(0x[0-9a-f]+|\d+\.?\d*|\.\d+)\s*f?\s*(?:\/\s*(\d+\.?\d*)\s*f?)?\s*\)?$/i.exec(
      text ?? '',
    ) ?? [];
  if (numerator === undefined) return undefined;
  const value = Number(numerator) / (denominator === undefined ? 1 : Number(denominator));
  return Number.isFinite(value) ? value : undefined;
}
