import { MAX_PIECES, tooManyPieces } from './limits.ts';
import { blanked } from './lines.ts';

/** XML tag. */
export interface Tag {
  readonly name: string;
  /** The whole tag, such as `<name a="b">`. */
  readonly text: string;
  /** Position of the tag. */
  readonly index: number;
  /** Position of the text after the tag. */
  readonly end: number;
}

/** Replaces XML comments by spaces. */
export const withoutMarkupComments = (text: string): string => blanked(text, /<!--[\s\S]*?(?:-->|$)/g);

/** Yields the tags of a text in their order. An unclosed tag is ignored. Attributes may contain `>` within quotes. */
export function* tagsOf(text: string): Generator<Tag> {
  let left = MAX_PIECES;
  let from = text.indexOf('<');
  while (from >= 0) {
    const close = endOfTag(text, from);
    if (close < 0) return;
    if (left-- === 0) throw tooManyPieces('tags');
    const index = text.lastIndexOf('<', close);
    const tag = text.slice(index, close + 1);
    yield { name: /^<([\w:-]*)/.exec(tag)![1]!, text: tag, index, end: close + 1 };
    from = text.indexOf('<', close);
  }
}

/** Returns the position of the `>` that ends a tag. A quotation mark without its twin counts as text. */
function endOfTag(text: string, from: number): number {
  let close = text.indexOf('>', from);
  let at = from;
  while (close >= 0 && at <= close) {
    const character = text[at]!;
    if (character !== '"' && character !== "'") at++;
    else {
      const end = text.indexOf(character, at + 1);
      if (end < 0 || text.slice(at, end).includes('<')) return close;
      at = end + 1;
      if (end > close) close = text.indexOf('>', at);
    }
  }
  return close;
}

/** Returns the value of an attribute of a tag, with its entities decoded. */
export function attributeIn(tag: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? [];
  const value = double ?? single;
  return value === undefined ? undefined : decoded(value);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Decodes the entities of XML. */
export const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (all, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? all;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
