import { type Color, colorsNamed } from 'culori/fn';
import { normalHex } from '../hex.ts';
import { type Channels, numberOf } from './math.ts';
import { mixOf } from './mix.ts';
import { type CssNode, splitAt } from './nodes.ts';
import { sassColor } from './sass-functions.ts';
import { COLOR_FUNCTIONS, type CssSpace, channelsIn, PROFILES, rgbOf } from './spaces.ts';

/**
 * Returns the color of one part of a CSS value: a hex value, a name, or a function. It reads all functions of CSS Color 4,
 * `color-mix()`, relative colors, calculations, and `rgba(#123456, 50%)` of Sass. `light-dark()` gives its light color.
 * Source: https://www.w3.org/TR/css-color-5/
 * @returns undefined if it is not a color
 */
export function colorOf(node: CssNode): Color | undefined {
  if (node.kind === 'hash') {
    const hex = normalHex(node.text);
    return hex === undefined ? undefined : rgbOf(hex);
  }
  if (node.kind === 'word') {
    const hex = hexOfName(node.text);
    return hex === undefined ? undefined : rgbOf(hex);
  }
  if (node.kind !== 'function') return undefined;
  const { name, children } = node;
  if (name === 'color-mix') return mixOf(children, colorOf);
  if (name === 'light-dark') {
    const [light, dark] = splitAt(children, ',');
    return light?.length === 1 && dark?.length === 1 ? colorOf(light[0]!) : undefined;
  }
  if (name === 'color') return profileColor(children);
  return Object.hasOwn(COLOR_FUNCTIONS, name)
    ? functionColor(COLOR_FUNCTIONS[name]!, children)
    : sassColor(name, children, colorOf);
}

const NAMES = colorsNamed as unknown as Readonly<Record<string, number>>;

/** Returns the hex value of a color name; undefined for another word. */
export function hexOfName(word: string): string | undefined {
  const name = word.toLowerCase();
  if (name === 'transparent') return '#00000000';
  return Object.hasOwn(NAMES, name) ? `#${NAMES[name]!.toString(16).padStart(6, '0')}` : undefined;
}

function profileColor(children: readonly CssNode[]): Color | undefined {
  const isRelative = isWord(children[0], 'from');
  const at = isRelative ? 2 : 0;
  const profile = children[at];
  const name = profile?.kind === 'word' ? profile.text.toLowerCase() : '';
  if (!Object.hasOwn(PROFILES, name)) return undefined;
  return functionColor(PROFILES[name]!, [...children.slice(0, at), ...children.slice(at + 1)]);
}

const isWord = (node: CssNode | undefined, text: string): boolean =>
  node?.kind === 'word' && node.text.toLowerCase() === text;

/** Returns the color of a function such as `rgb(1 2 3 / 50%)`, `rgba(1, 2, 3, .5)` or `oklch(from red l c h)`. */
function functionColor(space: CssSpace, children: readonly CssNode[]): Color | undefined {
  if (!isWord(children[0], 'from')) {
    const parts = splitAt(children, ',');
    if (parts.length === 1) return modernColor(space, children, {});
    if (parts.some((part) => part.length !== 1)) return undefined;
    const [first, ...rest] = parts.map(([node]) => node!);
    const base = parts.length === 2 ? colorOf(first!) : undefined;
    if (base) return withAlpha(base, rest[0], {});
    return parts.length <= 4 ? channelColor(space, [first!, ...rest], {}) : undefined;
  }
  const base = children[1] && colorOf(children[1]);
  if (!base) return undefined;
  const values = channelsIn(base, space).map((value, i) => (value ?? 0) * space.scale[i]!);
  const channels = Object.fromEntries(space.channels.map((channel, i) => [channel, values[i]!]));
  const alpha = base.alpha ?? 1;
  const color = modernColor(space, children.slice(2), { ...channels, alpha });
  const hasAlpha = children.some((node) => node.kind === 'sign' && node.text === '/');
  return color && !hasAlpha ? { ...color, alpha } : color;
}

/** Returns the color of `1 2 3` or `1 2 3 / 50%`. */
function modernColor(space: CssSpace, nodes: readonly CssNode[], channels: Channels): Color | undefined {
  const [values = [], alpha, ...more] = splitAt(nodes, '/');
  if (more.length > 0 || values.length !== 3 || (alpha && alpha.length !== 1)) return undefined;
  return channelColor(space, [...values, ...(alpha ?? [])], channels);
}

function channelColor(space: CssSpace, nodes: readonly CssNode[], channels: Channels): Color | undefined {
  const [alphaNode] = nodes.slice(3);
  const entries: [string, number][] = [];
  for (const [i, channel] of space.channels.entries()) {
    const node = nodes[i];
    const isAngle = node?.kind === 'number' && node.unit !== '' && node.unit !== '%';
    if (!node || (isAngle && channel !== 'h')) return undefined;
    const value = numberOf(node, space.full[i]!, channels);
    if (value === undefined) return undefined;
    if (value !== 'none') entries.push([channel, value / space.scale[i]!]);
    else if (channel !== 'h') entries.push([channel, 0]);
  }
  const color = { mode: space.mode, ...Object.fromEntries(entries) } as Color;
  return alphaNode ? withAlpha(color, alphaNode, channels) : color;
}

function withAlpha(color: Color, node: CssNode | undefined, channels: Channels): Color | undefined {
  const alpha = node && numberOf(node, 1, channels);
  if (alpha === undefined) return undefined;
  return { ...color, alpha: alpha === 'none' ? 0 : alpha };
}
