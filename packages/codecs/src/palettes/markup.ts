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

/** Yields the tags of a text in their order. An unclosed tag is ignored. */
export function* tagsOf(text: string): Generator<Tag> {
  let left = MAX_PIECES;
  let from = text.indexOf('<');
  while (from >= 0) {
    const close = text.indexOf('>', from);
    if (close < 0) return;
    if (left-- === 0) throw tooManyPieces('tags');
    const index = text.lastIndexOf('<', close);
    const tag = text.slice(index, close + 1);
    yield { name: /^<([\w:-]*)/.exec(tag)![1]!, text: tag, index, end: close + 1 };
    from = text.indexOf('<', close);
  }
}
