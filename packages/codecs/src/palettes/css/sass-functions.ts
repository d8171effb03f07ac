import type { Color } from 'culori/fn';
import { numberOf } from './math.ts';
import { type CssNode, splitAt } from './nodes.ts';
import { COLOR_FUNCTIONS, channelsIn, rgbOf } from './spaces.ts';

/** Changes of one channel: the change for an amount of 1, and the amount if the function takes none. */
const STEPS: Readonly<Record<string, readonly [channel: number, step: number, amount?: number]>> = {
  lighten: [2, 0.01],
  darken: [2, -0.01],
  saturate: [1, 0.01],
  desaturate: [1, -0.01],
  grayscale: [1, -0.01, 100],
  greyscale: [1, -0.01, 100],
  'adjust-hue': [0, 1],
  spin: [0, 1],
  complement: [0, 1, 180],
  opacify: [3, 1],
  'fade-in': [3, 1],
  transparentize: [3, -1],
  'fade-out': [3, -1],
  fadein: [3, 0.01],
  fadeout: [3, -0.01],
};
const BASES: Readonly<Record<string, Color>> = { tint: rgbOf('#ffffff'), shade: rgbOf('#000000') };
/** Arguments of `color.adjust()`, by the position of their channel. */
const LABELS = ['hue', 'saturation', 'lightness', 'alpha', 'red', 'green', 'blue'];

/**
 * Returns the color of a function of Sass, Less or Bootstrap, such as `darken(#369, 10%)` or `color.adjust(…)`.
 * Sources: https://sass-lang.com/documentation/modules/color/, https://lesscss.org/functions/#color-operations
 * @returns undefined for other functions and arguments
 */
export function sassColor(
  name: string,
  children: readonly CssNode[],
  colorOf: (node: CssNode) => Color | undefined,
): Color | undefined {
  const own = name.replace(/^color\.|-color$/, '');
  const step = Object.hasOwn(STEPS, own) ? STEPS[own] : undefined;
  const base = Object.hasOwn(BASES, own) ? BASES[own] : undefined;
  if (!step && !base && !/^(?:mix|shift|fade|invert|adjust|scale|change)$/.test(own)) return undefined;
  const [color, ...args] = splitAt(children, ',').map((part, i) =>
    i === 0 ? only(part, colorOf) : part,
  ) as [Color | undefined, ...CssNode[][]];
  if (!color) return undefined;
  if (/^(?:adjust|scale|change)$/.test(own)) return labeledChange(own, color, args);
  if (own === 'mix') {
    const other = args[0] && only(args[0], colorOf);
    return other && blended(color, other, args[1] ? amountOf(args[1], 100) : 50);
  }
  if (base) return blended(base, color, args[0] ? amountOf(args[0], 100) : 50);
  if (own === 'shift') {
    const percent = amountOf(args[0], 100) ?? Number.NaN;
    return blended(percent > 0 ? BASES.shade! : BASES.tint!, color, Math.abs(percent));
  }
  if (own === 'invert') {
    const [r = 0, g = 0, b = 0] = channelsIn(color, COLOR_FUNCTIONS.rgb!);
    const opposite: Color = { mode: 'rgb', r: 1 - r, g: 1 - g, b: 1 - b, alpha: color.alpha ?? 1 };
    return blended(opposite, color, args[0] ? amountOf(args[0], 100) : 100);
  }
  const [channel, size, fixed] = step ?? [3, 0.01];
  const amount = fixed ?? amountOf(args[0], 1 / Math.abs(size));
  if (amount === undefined || args.length > 1) return undefined; // Less has a relative method
  return changed(color, channel, (value) => (step ? value : 0) + size * amount);
}

const only = (nodes: readonly CssNode[], colorOf: (node: CssNode) => Color | undefined): Color | undefined =>
  nodes.length === 1 ? colorOf(nodes[0]!) : undefined;

/** Returns the number of an argument, which may be a calculation. */
function amountOf(children: readonly CssNode[] | undefined, full: number): number | undefined {
  const value = children && numberOf({ kind: 'function', name: '', children }, full);
  return Number.isFinite(value) ? (value as number) : undefined;
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));

/** Changes a channel by its position: hue, saturation, lightness and alpha are 0 to 3, red, green and blue 4 to 6. */
function changed(color: Color, channel: number, change: (value: number) => number): Color {
  const space = channel > 3 ? COLOR_FUNCTIONS.rgb! : COLOR_FUNCTIONS.hsl!;
  const [one, two, three, alpha] = [...channelsIn(color, space), color.alpha ?? 1].map((value = 0, i) => {
    const own = i === channel % 4 ? change(value) : value;
    return i === 0 && channel <= 3 ? own : clamp(own);
  });
  const [a, b, c] = space.channels;
  return { mode: space.mode, [a]: one, [b]: two, [c]: three, alpha } as unknown as Color;
}

/** Returns the color of `color.adjust($c, $lightness: -10%)`, also of `scale` and `change`. */
function labeledChange(own: string, color: Color, args: readonly CssNode[][]): Color | undefined {
  let result = color;
  for (const [sign, word, colon, ...rest] of args) {
    const channel = word?.kind === 'word' ? LABELS.indexOf(word.text) : -1;
    const isLabel = sign?.kind === 'sign' && sign.text === '$' && colon?.kind === 'sign';
    const full = own === 'scale' ? 1 : channel > 3 ? 255 : channel % 3 === 0 ? 1 : 100;
    const amount = amountOf(rest, full);
    if (!isLabel || channel < 0 || amount === undefined || (own === 'scale' && channel === 0))
      return undefined;
    const by = amount / full;
    result = changed(result, channel, (value) => {
      if (own === 'change') return by;
      return value + (own === 'adjust' ? by : by > 0 ? (1 - value) * by : value * by);
    });
  }
  return args.length > 0 ? result : undefined;
}

/** Mixes two colors as Sass and Less do: a more opaque color counts more. `percent` is the weight of the first one. */
function blended(one: Color, other: Color, percent: number | undefined): Color | undefined {
  if (percent === undefined || Number.isNaN(percent)) return undefined;
  const weight = clamp(percent / 100);
  const [alpha, otherAlpha] = [one.alpha ?? 1, other.alpha ?? 1];
  const [twice, difference] = [2 * weight - 1, alpha - otherAlpha];
  const product = twice * difference;
  const share = ((product === -1 ? twice : (twice + difference) / (1 + product)) + 1) / 2;
  const from = channelsIn(other, COLOR_FUNCTIONS.rgb!);
  const values = channelsIn(one, COLOR_FUNCTIONS.rgb!).map(
    (value = 0, i) => share * value + (1 - share) * (from[i] ?? 0),
  );
  const [r, g, b] = values as [number, number, number];
  return { mode: 'rgb', r, g, b, alpha: alpha * weight + otherAlpha * (1 - weight) };
}
