import { colorsInNodes, hexOfNodes, pairOfNodes } from '../css/css-color.ts';
import { type CssNode, MAX_VALUE, nodesOf } from '../css/nodes.ts';
import { cssColors, MAX_FUNCTIONS, tooManyFunctions } from '../css-colors.ts';
import { shortened } from '../errors.ts';
import { hexOfChannels } from './channels.ts';
import { type Variables, withoutFlags } from './variables.ts';

/** Colors of a value, none for a value of another kind, or why a color was skipped. */
export type Outcome = { readonly hexes: readonly string[] } | { readonly reason: string };

/** Reason of a value that has colors inside, such as a shadow or a gradient. */
export const COMPOSITE = 'a longer value with colors in it';
/** Outcome of a value without a color. */
export const NONE: Outcome = { hexes: [] };

const UNKNOWN = 'a function that cannot be computed here';

/** Variables whose words are no colors, such as a font called Teal. */
const OTHER =
  /font|family|typeface|name|label|title|animation|ease|icon|image|asset|layer|class|selector|area|text-(?:transform|align)/i;
const SYSTEM =
  /^(?:canvas|canvastext|linktext|visitedtext|activetext|buttonface|buttontext|buttonborder|field|fieldtext|highlight|highlighttext|selecteditem|selecteditemtext|mark|marktext|graytext|accentcolor|accentcolortext)$/i;
/** Functions whose result is a color: of CSS, Sass, Less, Bootstrap and Tailwind CSS. */
const COLOR_FUNCTION =
  /^(?:rgba?|hsla?|hsva?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|contrast-color|device-cmyk|lighten|darken|saturate|desaturate|mix|tint|shade|tint-color|shade-color|shift-color|fade|fadein|fadeout|fade-in|fade-out|transparentize|opacify|rgba?-color|adjust-hue|spin|adjust|scale|change|complement|invert|grayscale|greyscale|contrast|color-contrast|color-yiq|multiply|screen|overlay|softlight|hardlight|difference|exclusion|average|negation|theme|--theme|--alpha|alpha|(?:adjust|scale|change)-color|color\.\w+)$/;

/**
 * Returns a function that reads the values of one style sheet.
 * @param uses - functions in which variables with bare channels are used
 * @param defined - functions that the style sheet defines, whose results are not known
 */
export function valueReader(
  variables: Variables,
  uses: ReadonlyMap<string, string>,
  defined: ReadonlySet<string>,
): (identifier: string, value: string, block: number) => Outcome {
  const simple = cssColors();
  const known = new Map<string, Outcome>();
  let functions = 0;
  return (identifier, rawValue, block) => {
    const value = withoutFlags(rawValue);
    if (!MAYBE.test(value)) return NONE;
    const isWord = /^[a-z]+$/i.test(value);
    if (isWord && OTHER.test(identifier)) return NONE;
    if (isWord && SYSTEM.test(value)) return { reason: 'a system color' };
    if (defined.size > 0 && callsOne(value, defined)) return { reason: UNKNOWN };
    const hex = /[$@(]/.test(value) && /var\(|[$@]/i.test(value) ? undefined : simple(value);
    if (hex !== undefined && !/^light-dark/i.test(value)) return { hexes: [hex] };
    if (isWord) return NONE;
    if (/^#[\w-]+$/.test(value)) return { reason: 'not a hex value' };
    const used = uses.get(identifier);
    const key = `${block} ${used} ${OTHER.test(identifier)} ${value}`;
    const earlier = known.get(key);
    if (earlier) return earlier;
    const own = nodesOf(value);
    if (!own) return NONE;
    if (hasFunction(own) && functions++ === MAX_FUNCTIONS) throw tooManyFunctions();
    const { nodes, missing } = variables.expand(own, block);
    const outcome = outcomeOf(identifier, own, nodes, { missing, used });
    if (used === undefined && /[a-z]/i.test(value)) known.set(key, outcome); // channels depend on the name
    return outcome;
  };
}

/** A hash, a word, a function or a reference, or at least three numbers. */
const MAYBE = /^(?:--)?[#a-z($@]|^[\d.+-][^\s,/]*[\s,/]+[^\s,/]+[\s,/]+[^\s]/i;

/** Whether a value calls one of the functions. */
function callsOne(value: string, functions: ReadonlySet<string>): boolean {
  if (value.length > MAX_VALUE || !value.includes('(')) return false;
  return [...value.matchAll(/([\w-]+)\(/g)].some(([, name]) => functions.has(name!));
}

/** Whether a value has a function with more than a word, unlike `var(--brand)`. */
const hasFunction = (nodes: readonly CssNode[]): boolean =>
  nodes.some((node) => node.kind === 'function' && node.children.length > 1);

interface Context {
  readonly missing: readonly string[];
  readonly used: string | undefined;
}

function outcomeOf(
  identifier: string,
  own: readonly CssNode[],
  nodes: readonly CssNode[],
  { missing, used }: Context,
): Outcome {
  const [first] = own;
  if (missing.length > 0) {
    if (OTHER.test(identifier) || !(isColorFunction(first) || isReference(own))) return NONE;
    return { reason: `refers to ${shortened(missing[0]!)}, which has no color here` };
  }
  const [only] = nodes;
  if (nodes.length === 1 && only?.kind === 'word' && OTHER.test(identifier)) return NONE;
  const pair = pairOfNodes(nodes);
  if (pair) return { hexes: pair };
  const hex = hexOfNodes(nodes) ?? hexOfChannels(identifier, nodes, used);
  if (hex !== undefined) return { hexes: [hex] };
  if (nodes.length === 1 && isColorFunction(only)) return { reason: UNKNOWN };
  const parts = nodes.filter(({ kind }) => kind !== 'word');
  return colorsInNodes(parts).length > 0 ? { reason: COMPOSITE } : NONE;
}

const isColorFunction = (node: CssNode | undefined): boolean =>
  node?.kind === 'function' && COLOR_FUNCTION.test(node.name);

/** Whether a value is a reference and nothing else. */
function isReference(nodes: readonly CssNode[]): boolean {
  const [first] = nodes;
  if (nodes.length === 1 && first?.kind === 'function')
    return first.name === 'var' || first.name === 'map-get';
  if (nodes.length === 1 && first?.kind === 'sign') return first.text.startsWith('@');
  return nodes.length === 2 && first?.kind === 'sign' && first.text === '$';
}
