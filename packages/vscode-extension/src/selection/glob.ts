import { readSet, type Test } from './glob-set.ts';

// Glob patterns that are matched in linear time. Patterns come from settings and ignore files of workspaces that nobody
// has vouched for, and the libraries for them (picomatch, minimatch, zeptomatch, ignore) make regular expressions that
// backtrack: ten stars or six `**` keep them busy for minutes. Here all ways through a pattern are followed at once
// (K. Thompson, 1968), so the work is the length of the pattern times that of the path, at most.

/** How patterns are written: as in the settings of VS Code, or as in a `.gitignore`, which has no `{a,b}`. */
export type GlobSyntax = 'settings' | 'gitignore';

/** Whether a pattern names a path. Paths have slashes, and none at their ends. */
export type Glob = (path: string) => boolean;

/** A part of a pattern: one character, any number of them, or one of several patterns. */
type Part = { readonly one: Test } | { readonly many: Test } | { readonly either: readonly Part[][] };

/** Takes a character that passes its test, or none if it has no test, on the way to other states. */
interface State {
  readonly test: Test | undefined;
  readonly to: number[];
}

const MAX_LENGTH = 4096; // characters: no path is longer
const END = 0; // the state in which a path is matched

const any: Test = () => true;
const notSlash: Test = (character) => character !== '/';
const never: Test = () => false;
const exactly =
  (wanted: string): Test =>
  (character) =>
    character === wanted;

/** Compiles a pattern: `*`, `?`, `**`, `[a-z]`, `[!a]` and `\`, and in settings `{a,b}`. Leading dots are nothing special. */
export function compileGlob(pattern: string, syntax: GlobSyntax): Glob {
  if (pattern.length > MAX_LENGTH) return never;
  const states: State[] = [{ test: undefined, to: [] }];
  const start = build(parse([...pattern], syntax), END, states);
  const seen = new Uint32Array(states.length); // the step in which a state was reached last
  let step = 0;

  /** Adds a state and all that follow it without a character. */
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

/** Adds the states of a pattern before the state `then`, and hands back the first of them. */
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

  /** Reads from one place to another. `isFirst`: what comes before is a slash, or nothing. */
  const read = (from: number, to: number, isFirst: boolean): Part[] => {
    const parts: Part[] = [];
    for (let at = from; at < to; at++) {
      const character = pattern[at]!;
      const isAtStart = at === from ? isFirst : pattern[at - 1] === '/';
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
          at = end; // the slash belongs to it
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

/** Where the braces that are opened are closed. */
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

/** The places between the commas of a pair of braces. */
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
