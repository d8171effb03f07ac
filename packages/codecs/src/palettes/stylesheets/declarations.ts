import { withoutComments } from '../code-comments.ts';
import { colorList } from '../color-list.ts';
import { colorsInNodes } from '../css/css-color.ts';
import { MAX_VALUE, nodesOf } from '../css/nodes.ts';
import type { Found } from '../format.ts';
import { MAX_PIECES, tooManyPieces } from '../limits.ts';
import { lineAt } from '../lines.ts';
import { keysForName, nameOf } from '../names.ts';
import type { RelatedFiles } from '../related.ts';
import type { Skipped } from '../skipped.ts';
import { channelUses, definedFunctions } from './channels.ts';
import { mapEntries } from './maps.ts';
import { declarationsOf } from './statements.ts';
import { COMPOSITE, NONE, valueReader } from './values.ts';
import { createVariables, type Variables, withoutFlags } from './variables.ts';

/** Variable or map entry. */
interface Named {
  /** Name with its sign, as in the file; for a map entry `$map/key`. */
  readonly identifier: string;
  readonly value: string;
  readonly index: number;
  readonly block: number;
}

/**
 * Returns the colors of the variables and maps of a style sheet, named by their identifiers. If there are none, it returns
 * the colors of rules, each once and without a name.
 * @param related - other style sheets: variables may refer to theirs
 */
export function readDeclarations(text: string, related: RelatedFiles): Found {
  const code = codeOf(text);
  const named = namedIn(code);
  const variables = createVariables();
  for (const each of named) variables.define(each.identifier, each);
  for (const [i, other] of related.texts.entries()) defineAll(variables, related, other, i);
  const read = valueReader(variables, channelUses(code), definedFunctions(code));
  const { add, colors } = colorList();
  const skipped: Skipped[] = [];
  for (const each of named) {
    const { identifier, value, index, block } = each;
    const outcome = read(identifier, value, block);
    if (outcome === NONE) continue;
    const place = () => ({ line: lineAt(code, index + value.length - value.trimStart().length) });
    if ('reason' in outcome)
      skipped.push({ name: identifier, value: value.trim(), reason: outcome.reason, place });
    else {
      const words = wordsOf(each);
      for (const [i, hex] of outcome.hexes.entries()) {
        const name = nameOf(i === 0 ? words : `${words}-dark`);
        add({ hex, ...(name !== undefined && { name }), place });
      }
    }
  }
  const isPlain = colors.length === 0 && skipped.every(({ reason }) => reason === COMPOSITE);
  return isPlain ? { colors: colorsOfRules(code) } : { colors, skipped };
}

const codeOf = (text: string): string =>
  withoutComments(text, { hasLineComments: hasLineComments(text), clearsString: isLong });

/** Whether a string or an address, such as an image in base64, is longer than any value that is read. */
const isLong = ({ length }: string): boolean => length > MAX_VALUE;

/** Whether `//` is a comment: not in CSS, where it is part of an address at most. */
const hasLineComments = (text: string): boolean =>
  !/(?:^|[\s;{}])--[\w-]+\s*:/.test(text) || /^[ \t]*[$@][\w-]+\s*:/m.test(text);

function defineAll(variables: Variables, related: RelatedFiles, text: string, i: number): void {
  const named = related.once(`declarations ${i}`, () => namedIn(codeOf(text)));
  for (const { identifier, value } of named) variables.define(identifier, { value, block: -1 - i });
}

/** Returns the variables and the entries of maps. Properties have no name, and are not kept. */
function namedIn(code: string): readonly Named[] {
  const named: Named[] = [];
  for (const { sign, name, value, index, block, path } of declarationsOf(code)) {
    if (sign === '') {
      if (path.length > 0) named.push({ identifier: `@${[...path, name].join('/')}`, value, index, block });
      continue;
    }
    const identifier = `${sign}${name}`;
    let isMap = false;
    for (const entry of sign === '$' ? mapEntries(value) : []) {
      isMap = true;
      if (named.length >= MAX_PIECES) throw tooManyPieces('values');
      const own = [identifier, ...entry.path].join('/');
      named.push({ identifier: own, value: entry.value, index: index + entry.index, block });
    }
    if (!isMap) named.push({ identifier, value, index, block });
  }
  return named;
}

/** Returns the words for the name of a color. */
function wordsOf({ identifier }: Named): string {
  const name = identifier.replace(/^(?:--|[$@])/, '');
  const [map, ...keys] = identifier.startsWith('--') ? [name] : name.split('/');
  return keys.length === 0 ? name : mapWords(map!, keys);
}

/** Returns the keys of a map entry, behind the name of the map if they are only numbers. */
function mapWords(map: string, keys: readonly string[]): string {
  const words = keysForName(keys).join('-');
  return nameOf(words) === undefined ? `${map}-${words}`.replace(/-$/, '') : words;
}

/** Properties whose words may be colors. */
const PAINTED =
  /colou?r|background|border|fill|stroke|shadow|outline|caret|accent|rule|decoration|filter|image/i;

/** Returns every color of the rules once. */
function colorsOfRules(code: string): Found['colors'] {
  const { add, colors } = colorList();
  const known = new Set<string>();
  for (const { name, value, index } of declarationsOf(code)) {
    const isPainted = PAINTED.test(name);
    if (!isPainted && !/[#(]/.test(value)) continue;
    const nodes = nodesOf(withoutFlags(value)) ?? [];
    const parts = isPainted ? nodes : nodes.filter(({ kind }) => kind !== 'word');
    for (const hex of colorsInNodes(parts)) {
      if (known.has(hex)) continue;
      known.add(hex);
      add({ hex, place: () => ({ line: lineAt(code, index) }) });
    }
  }
  return colors;
}
