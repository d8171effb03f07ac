import type { Color } from 'culori/fn';
import { numberOf } from './math.ts';
import { type CssNode, splitAt } from './nodes.ts';
import { COLOR_FUNCTIONS, channelsIn, rgbOf } from './spaces.ts';

// Color functions of Sass, Less and Bootstrap.
// Sources: https://sass-lang.com/documentation/modules/color/, https://lesscss.org/functions/#color-operations

type Args = readonly (readonly CssNode[])[];
type Calculate = (
  color: Color,
  args: Args,
  colorOf: (node: CssNode) => Color | undefined,
) => Color | undefined;

const { hsl: HSL, rgb: RGB } = COLOR_FUNCTIONS;
const [BLACK, WHITE] = [rgbOf('#000000'), rgbOf('#ffffff')];

/** Returns the color of a call such as `darken(#369, 10%)`; undefined for other functions and arguments. */
export function sassColor(
  name: string,
  children: readonly CssNode[],
  colorOf: (node: CssNode) => Color | undefined,
): Color | undefined {
  if (!Object.hasOwn(FUNCTIONS, name)) return undefined;
  const [first, ...args] = splitAt(children, ',');
  const color = first?.length === 1 ? colorOf(first[0]!) : undefined;
  return color && FUNCTIONS[name]!(color, args, colorOf);
}

/** Returns the number of an argument, which may be a calculation. */
function amountOf(arg: readonly CssNode[] | undefined, full: number): number | undefined {
  if (!arg || arg.length === 0) return undefined;
  const value = numberOf({ kind: 'function', name: '', children: arg }, full);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

interface Hsl {
  readonly h: number;
  readonly s: number;
  readonly l: number;
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));

function inHsl(color: Color, change: (hsl: Hsl) => Partial<Hsl>): Color {
  const [h = 0, s = 0, l = 0] = channelsIn(color, HSL!);
  const changed = { h, s, l, ...change({ h, s, l }) };
  return { mode: 'hsl', h: changed.h, s: clamp(changed.s), l: clamp(changed.l), alpha: color.alpha ?? 1 };
}

/** Changes saturation or lightness by percent. */
const shifted =
  (channel: 's' | 'l', sign: 1 | -1): Calculate =>
  (color, [first, ...more]) => {
    const amount = amountOf(first, 100);
    if (amount === undefined || more.length > 0) return undefined; // Less has a relative method
    return inHsl(color, (hsl) => ({ [channel]: hsl[channel] + (sign * amount) / 100 }));
  };

const turned: Calculate = (color, [first]) => {
  const degrees = amountOf(first, 360);
  return degrees === undefined ? undefined : inHsl(color, ({ h }) => ({ h: h + degrees }));
};

/** Changes alpha. `full` is what 100% and 1 stand for: in Less, numbers are percent. */
const faded =
  (change: (alpha: number, amount: number) => number, full: 1 | 100): Calculate =>
  (color, [first]) => {
    const amount = amountOf(first, full);
    if (amount === undefined) return undefined;
    return { ...color, alpha: clamp(change(color.alpha ?? 1, amount / full)) };
  };

const plus = (alpha: number, amount: number): number => alpha + amount;
const minus = (alpha: number, amount: number): number => alpha - amount;
const own = (_: number, amount: number): number => amount;

/** Mixes two colors as Sass and Less do: a more opaque color counts more. `weight` is that of the first one, 0 to 1. */
function blended(one: Color, other: Color, weight: number): Color {
  const [alpha, otherAlpha] = [one.alpha ?? 1, other.alpha ?? 1];
  const [twice, difference] = [2 * clamp(weight) - 1, alpha - otherAlpha];
  const product = twice * difference;
  const share = ((product === -1 ? twice : (twice + difference) / (1 + product)) + 1) / 2;
  const from = channelsIn(other, RGB!);
  const [r, g, b] = channelsIn(one, RGB!).map((value = 0, i) => share * value + (1 - share) * (from[i] ?? 0));
  return {
    mode: 'rgb',
    r: r!,
    g: g!,
    b: b!,
    alpha: alpha * clamp(weight) + otherAlpha * (1 - clamp(weight)),
  };
}

const mix: Calculate = (color, [second, weight], colorOf) => {
  const other = second?.length === 1 ? colorOf(second[0]!) : undefined;
  const percent = weight ? amountOf(weight, 100) : 50;
  return other && percent !== undefined ? blended(color, other, percent / 100) : undefined;
};

/** Mixes with white or black, half of each by default. */
const mixedWith =
  (base: Color): Calculate =>
  (color, [weight]) => {
    const percent = weight ? amountOf(weight, 100) : 50;
    return percent === undefined ? undefined : blended(base, color, percent / 100);
  };

const shiftedByWeight: Calculate = (color, [weight]) => {
  const percent = amountOf(weight, 100);
  if (percent === undefined) return undefined;
  return blended(percent > 0 ? BLACK : WHITE, color, Math.abs(percent) / 100);
};

const inverted: Calculate = (color, [weight]) => {
  const percent = weight ? amountOf(weight, 100) : 100;
  if (percent === undefined) return undefined;
  const [r = 0, g = 0, b = 0] = channelsIn(color, RGB!);
  const opposite: Color = { mode: 'rgb', r: 1 - r, g: 1 - g, b: 1 - b, alpha: color.alpha ?? 1 };
  return blended(opposite, color, percent / 100);
};

type Combine = (value: number, amount: number) => number;

/** Changes named channels, as in `color.adjust($c, $lightness: -10%)`. Amounts are from 0 to 1; hues are degrees. */
const withChannels =
  (combine: Combine, isScale = false): Calculate =>
  (color, args) => {
    let changed = color;
    for (const arg of args) {
      const [sign, word, colon, ...rest] = arg;
      const channel = word?.kind === 'word' ? word.text : '';
      const isNamed =
        sign?.kind === 'sign' && sign.text === '$' && colon?.kind === 'sign' && colon.text === ':';
      if (!isNamed || !Object.hasOwn(CHANNELS, channel)) return undefined;
      const { key, full } = CHANNELS[channel]!;
      const amount = amountOf(rest, isScale ? 1 : full);
      if (amount === undefined || (isScale && key === 'h')) return undefined;
      const by = isScale || key === 'h' ? amount : amount / full;
      if (key === 'alpha') changed = { ...changed, alpha: clamp(combine(changed.alpha ?? 1, by)) };
      else if (key === 'r' || key === 'g' || key === 'b') {
        const [r = 0, g = 0, b = 0] = channelsIn(changed, RGB!);
        const rgb = { r, g, b };
        changed = { mode: 'rgb', ...rgb, [key]: clamp(combine(rgb[key], by)), alpha: changed.alpha ?? 1 };
      } else changed = inHsl(changed, (hsl) => ({ [key]: combine(hsl[key], by) }));
    }
    return args.length > 0 ? changed : undefined;
  };

/** Channels by their names in Sass. `full` is the number that 100% stands for. */
const CHANNELS: Readonly<
  Record<string, { readonly key: 'r' | 'g' | 'b' | 'h' | 's' | 'l' | 'alpha'; readonly full: number }>
> = {
  red: { key: 'r', full: 255 },
  green: { key: 'g', full: 255 },
  blue: { key: 'b', full: 255 },
  hue: { key: 'h', full: 360 },
  saturation: { key: 's', full: 100 },
  lightness: { key: 'l', full: 100 },
  alpha: { key: 'alpha', full: 1 },
};

const adjust = withChannels((value, amount) => value + amount);
const scale = withChannels((value, share) => value + (share > 0 ? (1 - value) * share : value * share), true);
const change = withChannels((_, amount) => amount);
const complement: Calculate = (color) => inHsl(color, ({ h }) => ({ h: h + 180 }));
const gray: Calculate = (color) => inHsl(color, () => ({ s: 0 }));

const FUNCTIONS: Readonly<Record<string, Calculate>> = {
  lighten: shifted('l', 1),
  darken: shifted('l', -1),
  saturate: shifted('s', 1),
  desaturate: shifted('s', -1),
  'adjust-hue': turned,
  spin: turned,
  complement,
  'color.complement': complement,
  grayscale: gray,
  greyscale: gray,
  'color.grayscale': gray,
  invert: inverted,
  'color.invert': inverted,
  mix,
  'color.mix': mix,
  tint: mixedWith(WHITE),
  shade: mixedWith(BLACK),
  'tint-color': mixedWith(WHITE),
  'shade-color': mixedWith(BLACK),
  'shift-color': shiftedByWeight,
  opacify: faded(plus, 1),
  'fade-in': faded(plus, 1),
  transparentize: faded(minus, 1),
  'fade-out': faded(minus, 1),
  fadein: faded(plus, 100),
  fadeout: faded(minus, 100),
  fade: faded(own, 100),
  'color.adjust': adjust,
  'adjust-color': adjust,
  'color.scale': scale,
  'scale-color': scale,
  'color.change': change,
  'change-color': change,
};
