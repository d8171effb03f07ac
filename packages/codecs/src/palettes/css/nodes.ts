import { type CSSToken, TokenType, tokenize } from '@csstools/css-tokenizer';

/** Part of a CSS value. */
export type CssNode =
  | { readonly kind: 'number'; readonly value: number; readonly unit: string }
  /** Word, or the digits of a hash without `#`. */
  | { readonly kind: 'word' | 'hash' | 'string'; readonly text: string }
  /** Comma, slash, or an operator of `calc()`. */
  | { readonly kind: 'sign'; readonly text: string }
  /** Function; parentheses alone are a function without a name. */
  | { readonly kind: 'function'; readonly name: string; readonly children: readonly CssNode[] };

/** Maximum characters of a value that is read. */
export const MAX_VALUE = 1000;
const MAX_NESTED = 24;

interface OpenFunction {
  readonly name: string;
  readonly children: CssNode[];
}

/**
 * Returns the parts of a CSS value without spaces and comments.
 * @returns undefined if the value is too long, too deep, or has unbalanced parentheses
 */
export function nodesOf(value: string): readonly CssNode[] | undefined {
  if (value.length > MAX_VALUE) return undefined;
  const stack: OpenFunction[] = [{ name: '', children: [] }];
  for (const token of tokenize({ css: value })) {
    const [type] = token;
    if (type === TokenType.Whitespace || type === TokenType.Comment || type === TokenType.EOF) continue;
    if (type === TokenType.CloseParen) {
      const closed = stack.pop();
      if (!closed || stack.length === 0) return undefined;
      pushFunction(stack.at(-1)!.children, closed);
    } else if (type === TokenType.Function || type === TokenType.OpenParen) {
      const name = type === TokenType.Function ? (token[4] as { value: string }).value.toLowerCase() : '';
      if (stack.push({ name, children: [] }) > MAX_NESTED) return undefined;
    } else stack.at(-1)!.children.push(leafOf(token));
  }
  return stack.length === 1 ? stack[0]!.children : undefined;
}

/** Functions that are only known in the module `sass:color`, under any name of the module. */
const IN_COLOR_MODULE = /^(?:adjust|change|complement|grayscale|invert|mix|scale)$/;

/** Appends a function. `color.adjust()` of Sass becomes one function with that name. */
function pushFunction(nodes: CssNode[], { name, children }: OpenFunction): void {
  const [module, dot] = nodes.slice(-2);
  const isInModule = module?.kind === 'word' && dot?.kind === 'sign' && dot.text === '.';
  const isOfColors = isInModule && module.text !== 'map' && IN_COLOR_MODULE.test(name);
  if (isOfColors) nodes.splice(-2);
  nodes.push({ kind: 'function', name: isOfColors ? `color.${name}` : name, children });
}

function leafOf(token: CSSToken): CssNode {
  switch (token[0]) {
    case TokenType.Number:
      return { kind: 'number', value: token[4].value, unit: '' };
    case TokenType.Percentage:
      return { kind: 'number', value: token[4].value, unit: '%' };
    case TokenType.Dimension:
      return { kind: 'number', value: token[4].value, unit: token[4].unit.toLowerCase() };
    case TokenType.Ident:
      return { kind: 'word', text: token[4].value };
    case TokenType.Hash:
      return { kind: 'hash', text: token[4].value };
    case TokenType.String:
      return { kind: 'string', text: token[4].value };
    default:
      return { kind: 'sign', text: token[1] };
  }
}

/** Splits nodes at a sign. */
export function splitAt(nodes: readonly CssNode[], sign: string): readonly (readonly CssNode[])[] {
  const parts: CssNode[][] = [[]];
  for (const node of nodes) {
    if (node.kind === 'sign' && node.text === sign) parts.push([]);
    else parts.at(-1)!.push(node);
  }
  return parts;
}
