/** Comments and strings of a language. */
export interface CommentStyle {
  /** Whether `//` starts a comment that ends with its line. */
  readonly hasLineComments: boolean;
  /** Whether strings are replaced as well. */
  readonly withoutStrings?: boolean;
}

/**
 * Replaces the comments of a program or style sheet by spaces, so that the rest keeps its position. Strings and the
 * addresses in `url()` are not searched for comments. It reads each character once.
 */
export function withoutComments(
  text: string,
  { hasLineComments, withoutStrings = false }: CommentStyle,
): string {
  const parts: string[] = [];
  let kept = 0; // end of the text in `parts`
  let at = 0;
  const blank = (end: number) => {
    parts.push(text.slice(kept, at), text.slice(at, end).replace(/[^\r\n]/g, ' '));
    kept = end;
    at = end;
  };
  while (at < text.length) {
    const character = text[at]!;
    if (character === '/' && text[at + 1] === '*') {
      const end = text.indexOf('*/', at + 2);
      blank(end < 0 ? text.length : end + 2);
    } else if (hasLineComments && character === '/' && text[at + 1] === '/') blank(endOfLine(text, at));
    else if (character === '"' || character === "'" || character === '`') {
      const end = endOfString(text, at);
      if (withoutStrings) blank(end);
      else at = end;
    } else if (character === '(' && isUrl(text, at)) at = endOfUrl(text, at);
    else at++;
  }
  parts.push(text.slice(kept));
  return parts.join('');
}

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

/** Returns the position after an address without quotes, or after the parenthesis if there are quotes. */
function endOfUrl(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const character = text[at]!;
    if (character === ')') return at + 1;
    if (character === '"' || character === "'" || character === '\n') return at;
  }
  return text.length;
}
