import { TokenType, tokenizer } from '@csstools/css-tokenizer';
import { MAX_DEPTH, MAX_PIECES, MAX_WORDS, tooManyPieces } from '../limits.ts';

/** Declaration of a style sheet: `name: value`. */
export interface Declaration {
  /** Kind of variable: `--`, `$` or `@`; empty for a property. */
  readonly sign: '' | '--' | '$' | '@';
  /** Name without its sign. */
  readonly name: string;
  readonly value: string;
  /** Position of the value. */
  readonly index: number;
  /** Number of the block that it is in. */
  readonly block: number;
  /** Names of the maps of Less around it: `@colors: { red: #f00; }`. */
  readonly path: readonly string[];
}

interface Block {
  readonly id: number;
  readonly path: readonly string[];
}

/** The start of a statement, as far as it looks like a declaration. */
interface Head {
  sign: Declaration['sign'];
  name: string;
  /** Position of the value after the colon; -1 before it. */
  start: number;
}

/**
 * Yields the declarations of a style sheet in CSS, SCSS, Sass or Less, in their order. Comments must be blanked. A rule with
 * a colon, such as `a:hover { … }`, is no declaration.
 * @throws {PaletteError} `'too-large'` above `MAX_PIECES` declarations
 */
export function* declarationsOf(code: string): Generator<Declaration> {
  const isIndented = !code.includes(';') && !code.includes('{');
  const source = tokenizer({ css: code });
  const blocks: Block[] = [{ id: 0, path: [] }];
  let [ids, left, words, nested, last] = [0, MAX_PIECES, MAX_WORDS.styles, 0, ''];
  let head: Head | undefined;
  let isStart = true; // whether no token of the statement has come yet
  const finished = (end: number): Declaration | undefined => {
    const { id, path } = blocks.at(-1)!;
    const done = head && head.start >= 0 ? head : undefined;
    [head, isStart, nested] = [undefined, true, 0];
    if (!done) return undefined;
    if (left-- === 0) throw tooManyPieces('declarations');
    return {
      sign: done.sign,
      name: done.name,
      value: code.slice(done.start, end),
      index: done.start,
      block: id,
      path,
    };
  };
  while (!source.endOfFile()) {
    const token = source.nextToken();
    const [type, text, start] = token;
    if (type === TokenType.EOF) break;
    if (words-- === 0) throw tooManyPieces('words and signs', MAX_WORDS.styles);
    if (type === TokenType.Whitespace) {
      if (!isIndented || nested > 0 || !/[\r\n]/.test(text)) continue;
      const done = finished(start);
      if (done) yield done;
      continue;
    }
    const isInterpolation = type === TokenType.OpenCurly && (last === '#' || last === '@');
    last = text;
    if (type === TokenType.CloseCurly && nested > 0 && code[start] === '}' && isInterpolated(code, start))
      nested--;
    else if (isInterpolation || type === TokenType.OpenParen || type === TokenType.Function) nested++;
    else if (type === TokenType.CloseParen) nested = Math.max(0, nested - 1);
    else if (type === TokenType.CloseCurly || (type === TokenType.Semicolon && nested === 0)) {
      const done = finished(start);
      if (done) yield done;
      if (type === TokenType.CloseCurly && blocks.length > 1) blocks.pop();
      continue;
    } else if (type === TokenType.OpenCurly && nested === 0) {
      const isMap =
        head && head.start >= 0 && code.slice(head.start, start).trim() === '' && head.sign === '@';
      const { path } = blocks.at(-1)!;
      const inner = isMap ? [...path, head!.name] : [];
      if (blocks.length <= MAX_DEPTH) blocks.push({ id: ++ids, path: inner });
      [head, isStart] = [undefined, true];
      continue;
    }
    if (head && head.start < 0) {
      if (type === TokenType.Colon) head.start = start + 1;
      else if (head.sign === '$' && head.name === '' && type === TokenType.Ident) head.name = text;
      else if (head.sign === '@' && head.name === 'value' && type === TokenType.Ident) head.name = text;
      else head = undefined;
    } else if (isStart && nested === 0) head = headOf(type, text);
    isStart = false;
  }
  const done = finished(code.length);
  if (done) yield done;
}

/** Whether a brace closes an interpolation: `#{$name}` or `@{name}` has nothing else inside. */
function isInterpolated(code: string, end: number): boolean {
  const open = code.lastIndexOf('{', end);
  return open > 0 && end - open < 100 && (code[open - 1] === '#' || code[open - 1] === '@');
}

function headOf(type: TokenType, text: string): Head | undefined {
  if (type === TokenType.AtKeyword) return { sign: '@', name: text.slice(1), start: -1 };
  if (text === '$') return { sign: '$', name: '', start: -1 };
  if (type !== TokenType.Ident) return undefined;
  return text.startsWith('--')
    ? { sign: '--', name: text.slice(2), start: -1 }
    : { sign: '', name: text, start: -1 };
}
