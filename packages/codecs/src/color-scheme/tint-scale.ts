import { type Color, converter, type Oklch, type Rgb } from 'culori/fn';
import { hexFrom, toOklch } from '../palettes/color-values.ts';

/** The steps of a tint scale, from the lightest to the darkest, as design systems number them. */
export const TINT_STEPS = [50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 950] as const;
/** Step of a tint scale. */
export type TintStep = (typeof TINT_STEPS)[number];

/** A color of a tint scale. */
export interface Tint {
  readonly step: TintStep;
  /** `#rrggbb`, or `#rrggbbaa` if the color of the scale is translucent. */
  readonly hex: string;
}

/** Lightness of each step in Oklab, where the color of the scale does not move it. */
const LIGHTNESS = [0.975, 0.945, 0.89, 0.82, 0.73, 0.645, 0.56, 0.475, 0.395, 0.315, 0.235];
/** Colors of less chroma in Oklab are gray: it is what the rounding of a channel can make. */
const GRAY = 0.004;
/** Maximum chroma of a tint, as a multiple of the chroma of the color. */
const MAX_GAIN = 3;

const toRgb = converter('rgb');

/**
 * Returns the tint scale of a color: 11 tints from light to dark, of equal hue and ever lower lightness in Oklab. The color
 * is one of them, unchanged: at the step of the nearest lightness. Each tint has as large a part of the chroma that sRGB has
 * at its hue and lightness as the color has at its own. So none leaves sRGB, and grays stay gray.
 *
 * Oklab: Björn Ottosson, "A perceptual color space for image processing", 2020, https://bottosson.github.io/posts/oklab/
 * @param hex - `#rrggbb` or `#rrggbbaa`
 */
export function tintScale(hex: string): readonly Tint[] {
  const { alpha = 1, c, h = 0, l } = toOklch(hex);
  const own = nearestTo(l);
  const isGray = c < GRAY;
  const part = isGray ? 0 : Math.min(1, c / Math.max(c, maxChroma(l, h)));
  return TINT_STEPS.map((step, i) => {
    if (i === own) return { step, hex };
    const lightness = lightnessAt(i, own, l);
    const chroma = Math.min(part * maxChroma(lightness, h), MAX_GAIN * c);
    return { step, hex: hexFrom({ mode: 'oklch', l: lightness, c: isGray ? 0 : chroma, h, alpha }) };
  });
}

/** Returns the step of a tint scale at which a color stays as it is. */
export const tintStepOf = (hex: string): TintStep => TINT_STEPS[nearestTo(toOklch(hex).l)]!;

/** Returns the index of the step of the nearest lightness. */
function nearestTo(lightness: number): number {
  const gaps = LIGHTNESS.map((each) => Math.abs(each - lightness));
  return gaps.indexOf(Math.min(...gaps));
}

/** Returns the lightness of a step, when the lightness of another step is given: those on each side are spread evenly. */
function lightnessAt(i: number, own: number, l: number): number {
  const end = i < own ? 0 : LIGHTNESS.length - 1;
  const share = (LIGHTNESS[i]! - LIGHTNESS[own]!) / (LIGHTNESS[end]! - LIGHTNESS[own]!);
  return l + share * (LIGHTNESS[end]! - l);
}

const STEPS = 20; // halves a chroma of 0.4 to less than a millionth

/** Returns the highest chroma of sRGB at a lightness and hue. */
function maxChroma(l: number, h: number): number {
  let [inside, outside] = [0, 0.4];
  for (let i = 0; i < STEPS; i++) {
    const c = (inside + outside) / 2;
    if (isInside(toRgb({ mode: 'oklch', l, c, h } satisfies Oklch as Color)!)) inside = c;
    else outside = c;
  }
  return inside;
}

const isInside = ({ r, g, b }: Rgb): boolean => [r, g, b].every((each) => each >= -1e-6 && each <= 1 + 1e-6);
