import { blankOf } from './lines.ts';

/** Comments and strings of a language. */
export interface CommentStyle {
  /** Whether `//` starts a comment that ends with its line. */
  readonly hasLineComments: boolean;
  /** Whether a string or an address is replaced as well. @defaultValue none is */
  readonly clearsString?: (text: string) => boolean;
}

/**
 * Replaces the comments of a program or style sheet by spaces, so that the rest keeps its position. Strings and the
 * addresses in `url()` are not searched for comments. It reads each character once.
 */
export function withoutComments(text: string, { hasLineComments, clearsString }: CommentStyle): string {
  let done = '';
  let parts: string[] = []; // of the text after `done`
  let kept = 0; // end of the text in `parts`
  let at = 0;
  const clear = (end: number) => {
    parts.push(text.slice(kept, at), blankOf(text.slice(at, end)));
    kept = end;
    at = end;
    if (parts.length > MAX_PARTS) [done, parts] = [done + parts.join(''), []];
  };
  const skip = (end: number) => {
    if (clearsString?.(text.slice(at, end))) clear(end);
    else at = end;
  };
  while (at < text.length) {
    const character = text[at]!;
    if (character === '/' && text[at + 1] === '*') {
      const end = text.indexOf('*/', at + 2);
      clear(end < 0 ? text.length : end + 2);
    } else if (hasLineComments && character === '/' && text[at + 1] === '/') clear(endOfLine(text, at));
    else if (character === '"' || character === "'" || character === '`') {
      skip(endOfString(text, at));
    } else if (character === '(' && isUrl(text, at)) {
      at++;
      skip(endOfUrl(text, at));
    } else at++;
  }
  parts.push(text.slice(kept));
  return done + parts.join('');
}

const MAX_PARTS = 10_000; // joined at once, which takes less memory than all

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === '\n' || text[at] === '\r') return at;
  return text.length;
}

/** Returns the position after a string. A string of `"` or `'` ends with its line at the latest. */
function endOfString(text: string, from: number): number {
  const quote = text[from];
  for (let at = from + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === quote) return at + 1;
    else if (quote !== '`' && (character === '\n' || character === '\r')) return at;
  }
  return text.length;
}

const isUrl = (text: string, at: number): boolean =>
  text.slice(Math.max(0, at - 3), at).toLowerCase() === 'url';

/** Returns the position after an address: of its parenthesis, or of its quotation mark. */
function endOfUrl(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const character = text[at]!;
    if (character === ')' || character === '"' || character === "'" || character === '\n') return at;
  }
  return text.length;
}
