import type { Color } from 'culori/fn';
import { type CssNode, splitAt } from './nodes.ts';
import { type CssSpace, channelsIn, MIXING_SPACES } from './spaces.ts';

const HUE_METHODS = ['shorter', 'longer', 'increasing', 'decreasing'];

/**
 * Returns the color of `color-mix(in oklab, red 20%, white)`.
 * Source: https://www.w3.org/TR/css-color-5/#color-mix
 * @param colorOf - reads a color from a node
 */
export function mixOf(
  children: readonly CssNode[],
  colorOf: (node: CssNode) => Color | undefined,
): Color | undefined {
  const parts = splitAt(children, ',');
  const words = parts[0]!.map((node) => (node.kind === 'word' ? node.text.toLowerCase() : ''));
  const isIn = words[0] === 'in';
  const name = isIn ? words[1]! : 'oklab';
  const space = Object.hasOwn(MIXING_SPACES, name) ? MIXING_SPACES[name] : undefined;
  const entries = (isIn ? parts.slice(1) : parts).map((part) => entryOf(part, colorOf));
  const [one, other] = entries;
  if (!space || entries.length !== 2 || !one || !other) return undefined;
  const [first, second] = sharesOf(one.share, other.share);
  if (first + second === 0) return undefined;
  const method = HUE_METHODS.includes(words[2] ?? '') ? words[2]! : 'shorter';
  return mixed(one.color, other.color, second / (first + second), {
    space,
    method,
    opacity: Math.min(1, first + second),
  });
}

function entryOf(
  nodes: readonly CssNode[],
  colorOf: (node: CssNode) => Color | undefined,
): { readonly color: Color; readonly share: number | undefined } | undefined {
  const percent = nodes.find((node) => node.kind === 'number' && node.unit === '%');
  const rest = nodes.filter((node) => node !== percent);
  const color = rest.length === 1 ? colorOf(rest[0]!) : undefined;
  const share = percent?.kind === 'number' ? Math.min(1, Math.max(0, percent.value / 100)) : undefined;
  return color && { color, share };
}

/** Returns both shares; a missing one is the rest. */
function sharesOf(one: number | undefined, other: number | undefined): readonly [number, number] {
  if (one === undefined) return [1 - (other ?? 0.5), other ?? 0.5];
  return [one, other ?? 1 - one];
}

interface Mixing {
  readonly space: CssSpace;
  /** Direction in which hues are mixed. */
  readonly method: string;
  /** Factor of alpha, 0 to 1. */
  readonly opacity: number;
}

/** Mixes two colors with premultiplied alpha. `share` is that of the second color, 0 to 1. */
export function mixed(one: Color, other: Color, share: number, { space, method, opacity }: Mixing): Color {
  const [a, b] = [channelsIn(one, space), channelsIn(other, space)];
  const [alphaA, alphaB] = [one.alpha ?? 1, other.alpha ?? 1];
  const alpha = alphaA + (alphaB - alphaA) * share;
  const values = space.channels.map((channel, i) => {
    const [from, to] = [a[i] ?? b[i] ?? 0, b[i] ?? a[i] ?? 0];
    if (channel === 'h') return from + hueDifference(from, to, method) * share;
    if (alpha === 0) return from + (to - from) * share;
    return (from * alphaA * (1 - share) + to * alphaB * share) / alpha;
  });
  const entries = space.channels.map((channel, i) => [channel, values[i]]);
  return { mode: space.mode, ...Object.fromEntries(entries), alpha: alpha * opacity } as Color;
}

function hueDifference(from: number, to: number, method: string): number {
  const forward = (((to - from) % 360) + 360) % 360;
  const isForward =
    method === 'increasing' ||
    (method === 'shorter' && forward <= 180) ||
    (method === 'longer' && forward > 0 && forward > 180);
  return isForward ? forward : forward === 0 ? 0 : forward - 360;
}
