import { MAX_PIECES, tooManyPieces } from './limits.ts';
import { blanked } from './lines.ts';

/** A tag of a text in XML. */
export interface Tag {
  readonly name: string;
  /** `<name a="b">` as it stands there. */
  readonly text: string;
  /** Where it begins. */
  readonly index: number;
  /** Where the text after it begins. */
  readonly end: number;
}

/** The text with blanks in the place of comments. */
export const withoutMarkupComments = (text: string): string => blanked(text, /<!--[\s\S]*?(?:-->|$)/g);

/** The tags of a text in their order. What never ends is no tag. */
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
