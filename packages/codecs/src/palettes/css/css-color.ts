import { hexFrom } from '../color-values.ts';
import { normalHex } from '../hex.ts';
import { type CssNode, nodesOf, splitAt } from './nodes.ts';
import { colorOf, hexOfName } from './parse-color.ts';

const SIMPLE_HEX = /^#[0-9a-f]{3,8}$/i;
const MAX_NAME = 30; // characters of a color name

/**
 * Returns the hex value, `#rrggbb` or `#rrggbbaa`, of a CSS color: hex, a name, or a function such as `rgb()`, `oklch()`
 * or `color-mix()`. Outside of sRGB, its chroma is reduced until it fits.
 * @returns undefined if the text is not a color
 */
export function hexOfCss(text: string): string | undefined {
  const value = text.trim();
  if (SIMPLE_HEX.test(value)) return normalHex(value);
  if (!value.includes('(')) return value.length < MAX_NAME ? hexOfName(value) : undefined;
  const nodes = nodesOf(value);
  return nodes && hexOfNodes(nodes);
}

/** Returns the hex value of the only node, if it is a color. */
export function hexOfNodes(nodes: readonly CssNode[]): string | undefined {
  return nodes.length === 1 ? hexOfNode(nodes[0]!) : undefined;
}

function hexOfNode(node: CssNode): string | undefined {
  if (node.kind === 'hash') return normalHex(node.text);
  if (node.kind === 'word') return hexOfName(node.text);
  const color = colorOf(node);
  return color && hexFrom(color);
}

/** Returns the hex values of `light-dark(a, b)`: for light and for dark pages. */
export function pairOfNodes(nodes: readonly CssNode[]): readonly [light: string, dark: string] | undefined {
  const [node] = nodes;
  if (nodes.length !== 1 || node?.kind !== 'function' || node.name !== 'light-dark') return undefined;
  const colors = splitAt(node.children, ',').map((part) =>
    part.length === 1 ? colorOf(part[0]!) : undefined,
  );
  const [light, dark] = colors;
  return colors.length === 2 && light && dark ? [hexFrom(light), hexFrom(dark)] : undefined;
}

/** Returns the hex values of the colors inside a value such as a gradient, a shadow or a border. */
export function colorsInNodes(nodes: readonly CssNode[]): readonly string[] {
  const found: string[] = [];
  const queue = [...nodes].reverse();
  while (queue.length > 0) {
    const node = queue.pop()!;
    const hex = hexOfNode(node);
    if (hex !== undefined) found.push(hex);
    else if (node.kind === 'function' && node.name !== 'url') queue.push(...[...node.children].reverse());
  }
  return found;
}
