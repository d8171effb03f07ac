import { withoutComments } from '../code-comments.ts';
import { colorList } from '../color-list.ts';
import { colorsInNodes } from '../css/css-color.ts';
import { nodesOf } from '../css/nodes.ts';
import type { Found } from '../format.ts';
import { lineAt } from '../lines.ts';
import { keysForName, nameOf } from '../names.ts';
import type { RelatedFiles } from '../related.ts';
import type { Skipped } from '../skipped.ts';
import { channelUses } from './channels.ts';
import { mapEntries } from './maps.ts';
import { type Declaration, declarationsOf } from './statements.ts';
import { COMPOSITE, valueReader } from './values.ts';
import { createVariables, type Variables, withoutFlags } from './variables.ts';

/** Variable or map entry. */
interface Named {
  /** Name with its sign, as in the file. */
  readonly identifier: string;
  /** Words for the name of the color. */
  readonly words: string;
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
  const declarations = [...declarationsOf(code)];
  const named = declarations.flatMap(namedValues);
  const variables = createVariables();
  for (const { identifier, ...each } of named) variables.define(identifier, each);
  for (const [i, other] of related.texts.entries()) defineAll(variables, related, other, i);
  const read = valueReader(variables, channelUses(code));
  const { add, colors } = colorList();
  const skipped: Skipped[] = [];
  for (const { identifier, words, value, index, block } of named) {
    const place = () => ({ line: lineAt(code, index + value.length - value.trimStart().length) });
    const outcome = read(identifier, value, block);
    if ('reason' in outcome)
      skipped.push({ name: identifier, value: value.trim(), reason: outcome.reason, place });
    else {
      for (const [i, hex] of outcome.hexes.entries()) {
        const name = nameOf(i === 0 ? words : `${words}-dark`);
        add({ hex, ...(name !== undefined && { name }), place });
      }
    }
  }
  const isPlain = colors.length === 0 && skipped.every(({ reason }) => reason === COMPOSITE);
  return isPlain ? { colors: colorsOfRules(declarations, code) } : { colors, skipped };
}

const codeOf = (text: string): string => withoutComments(text, { hasLineComments: hasLineComments(text) });

/** Whether `//` is a comment: not in CSS, where it is part of an address at most. */
const hasLineComments = (text: string): boolean =>
  !/(?:^|[\s;{}])--[\w-]+\s*:/.test(text) || /^\s*[$@][\w-]+\s*:/m.test(text);

function defineAll(variables: Variables, related: RelatedFiles, text: string, i: number): void {
  const named = related.once(`declarations ${i}`, () =>
    [...declarationsOf(codeOf(text))].flatMap(namedValues),
  );
  for (const { identifier, value } of named) variables.define(identifier, { value, block: -1 - i });
}

/** Returns the variable of a declaration, or all entries of its map. A property has no name. */
function namedValues({ sign, name, value, index, block, path }: Declaration): Named[] {
  if (sign === '') {
    if (path.length === 0) return [];
    const identifier = `@${[...path, name].join('/')}`;
    return [{ identifier, words: mapWords(path[0]!, [...path.slice(1), name]), value, index, block }];
  }
  const identifier = `${sign}${name}`;
  const entries = sign === '$' ? mapEntries(value) : [];
  if (entries.length === 0) return [{ identifier, words: name, value, index, block }];
  return entries.map((entry) => ({
    identifier: [identifier, ...entry.path].join('/'),
    words: mapWords(name, entry.path),
    value: entry.value,
    index: index + entry.index,
    block,
  }));
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
function colorsOfRules(declarations: readonly Declaration[], code: string): Found['colors'] {
  const { add, colors } = colorList();
  const known = new Set<string>();
  for (const { name, value, index } of declarations) {
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
