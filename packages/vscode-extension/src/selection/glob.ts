import { readSet, type Test } from './glob-set.ts';

// Matches glob patterns in linear time. Patterns come from settings and ignore files of workspaces that
// nobody has reviewed. The usual libraries (picomatch, minimatch, zeptomatch, ignore) build regular
// expressions that backtrack: ten stars or six `**` keep them busy for minutes. This matcher follows all
// paths through a pattern at once (K. Thompson, 1968). Its work is at most the pattern length times the path
// length.

/** Pattern syntax: that of VS Code settings, or that of a `.gitignore`, which has no `{a,b}`. */
export type GlobSyntax = 'settings' | 'gitignore';

/** Whether a pattern matches a path. Paths use slashes, without leading or trailing ones. */
export type Glob = (path: string) => boolean;

/** A part of a pattern: one character, any number of characters, or one of several patterns. */
type Part = { readonly one: Test } | { readonly many: Test } | { readonly either: readonly Part[][] };

/**
 * A state of the automaton. Consumes a character that passes its test, or none if it has no test, and leads
 * to other states.
 */
interface State {
  readonly test: Test | undefined;
  readonly to: number[];
}

const MAX_LENGTH = 4096; // characters: no path is longer
const END = 0; // the accepting state

const any: Test = () => true;
const notSlash: Test = (character) => character !== '/';
const never: Test = () => false;
const exactly =
  (wanted: string): Test =>
  (character) =>
    character === wanted;

/**
 * Compiles a pattern: `*`, `?`, `**`, `[a-z]`, `[!a]` and `\`, and in settings `{a,b}`. Leading dots are not
 * special.
 */
export function compileGlob(pattern: string, syntax: GlobSyntax): Glob {
  if (pattern.length > MAX_LENGTH) return never;
  const states: State[] = [{ test: undefined, to: [] }];
  const start = build(parse([...pattern], syntax), END, states);
  const seen = new Uint32Array(states.length); // the last step in which each state was reached
  let step = 0;

  /** Adds a state and all states that follow it without consuming a character. */
  const reach = (first: number, reached: number[]) => {
    const waiting = [first];
    for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
      if (seen[state] === step) continue;
      seen[state] = step;
      reached.push(state);
      if (!states[state]!.test) waiting.push(...states[state]!.to);
    }
  };

  return (path) => {
    let now: number[] = [];
    step++;
    reach(start, now);
    for (const character of path) {
      const next: number[] = [];
      step++;
      for (const index of now) {
        const { test, to } = states[index]!;
        if (test?.(character)) reach(to[0]!, next);
      }
      if (next.length === 0) return false;
      now = next;
    }
    return seen[END] === step;
  };
}

/** Adds the states of a pattern, which lead to the state `then`. Returns the index of its first state. */
function build(parts: readonly Part[], then: number, states: State[]): number {
  for (const part of [...parts].reverse()) {
    if ('one' in part) then = states.push({ test: part.one, to: [then] }) - 1;
    else if ('either' in part) {
      const ways = part.either.map((each) => build(each, then, states));
      then = states.push({ test: undefined, to: ways }) - 1;
    } else {
      const loop = states.push({ test: undefined, to: [then] }) - 1;
      states[loop]!.to.push(states.push({ test: part.many, to: [loop] }) - 1);
      then = loop;
    }
  }
  return then;
}

function parse(pattern: readonly string[], syntax: GlobSyntax): Part[] {
  const closing = syntax === 'settings' ? closingBraces(pattern) : new Map<number, number>();
  // git compares the text before the first wildcard by itself, so `**` may begin there: `a**/b` matches `ab`.
  const firstWildcard = syntax === 'gitignore' ? pattern.findIndex((each) => '*?[\\'.includes(each)) : -1;

  /**
   * Parses the pattern between two indexes. `isFirst`: the preceding character is a slash, or there is none.
   */
  const read = (from: number, to: number, isFirst: boolean): Part[] => {
    const parts: Part[] = [];
    for (let at = from; at < to; at++) {
      const character = pattern[at]!;
      const isAtStart = at === firstWildcard || (at === from ? isFirst : pattern[at - 1] === '/');
      if (character === '\\') {
        const escaped = pattern[++at];
        if (escaped === undefined && syntax === 'gitignore') parts.push({ one: never });
        else parts.push({ one: exactly(escaped ?? '\\') });
      } else if (character === '*') {
        let end = at;
        while (end < to && pattern[end] === '*') end++;
        const isWhole = end - at >= 2 && isAtStart;
        at = end - 1;
        if (isWhole && end === to) parts.push({ many: any });
        else if (isWhole && pattern[end] === '/') {
          parts.push({ either: [[], [{ many: any }, { one: exactly('/') }]] });
          at = end; // the slash belongs to `**`
        } else parts.push({ many: notSlash });
      } else if (character === '?') parts.push({ one: notSlash });
      else if (character === '[') {
        const set = readSet(pattern, at, to);
        if (set) {
          parts.push({ one: set.test });
          at = set.end;
        } else parts.push({ one: syntax === 'gitignore' ? never : exactly('[') });
      } else if (closing.has(at)) {
        const end = closing.get(at)!;
        const options = split(pattern, at + 1, end, closing);
        parts.push({ either: options.map(([first, last]) => read(first, last, isAtStart)) });
        at = end;
      } else parts.push({ one: exactly(character) });
    }
    return parts;
  };
  return read(0, pattern.length, true);
}

/** Maps each opening brace to its closing brace, by index. */
function closingBraces(pattern: readonly string[]): Map<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === '{') open.push(at);
    else if (pattern[at] === '}' && open.length > 0) closing.set(open.pop()!, at);
  }
  return closing;
}

/** The ranges between the commas of a pair of braces. */
function split(
  pattern: readonly string[],
  from: number,
  to: number,
  closing: ReadonlyMap<number, number>,
): (readonly [number, number])[] {
  const options: (readonly [number, number])[] = [];
  let first = from;
  for (let at = from; at < to; at++) {
    if (pattern[at] === '\\') at++;
    else if (closing.has(at)) at = closing.get(at)!;
    else if (pattern[at] === ',') {
      options.push([first, at]);
      first = at + 1;
    }
  }
  return [...options, [first, to]];
}
