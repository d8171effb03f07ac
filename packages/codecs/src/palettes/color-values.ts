import {
  type Color,
  clampChroma,
  converter,
  modeA98,
  modeHsl,
  modeHsv,
  modeHwb,
  modeLab,
  modeLch,
  modeLrgb,
  modeOklab,
  modeOklch,
  modeP3,
  modeProphoto,
  modeRec2020,
  modeRgb,
  modeXyz50,
  modeXyz65,
  type Oklch,
  type P3,
  parse,
  useMode,
} from 'culori/fn';
import { hexOf, normalHex } from './hex.ts';

/** Colors of any space as those of files, which are 8-bit sRGB. The mathematics is that of culori. */

for (const mode of [
  modeRgb,
  modeLrgb,
  modeHsl,
  modeHsv,
  modeHwb,
  modeLab,
  modeLch,
  modeOklab,
  modeOklch,
  modeP3,
  modeA98,
  modeProphoto,
  modeRec2020,
  modeXyz50,
  modeXyz65,
]) {
  useMode(mode);
}

/** The names that design tokens have for spaces, and those of culori with their channels. */
const SPACES: Readonly<Record<string, readonly [mode: Color['mode'], ...channels: string[]]>> = {
  srgb: ['rgb', 'r', 'g', 'b'],
  'srgb-linear': ['lrgb', 'r', 'g', 'b'],
  hsl: ['hsl', 'h', 's', 'l'],
  hwb: ['hwb', 'h', 'w', 'b'],
  lab: ['lab', 'l', 'a', 'b'],
  lch: ['lch', 'l', 'c', 'h'],
  oklab: ['oklab', 'l', 'a', 'b'],
  oklch: ['oklch', 'l', 'c', 'h'],
  'display-p3': ['p3', 'r', 'g', 'b'],
  'a98-rgb': ['a98', 'r', 'g', 'b'],
  'prophoto-rgb': ['prophoto', 'r', 'g', 'b'],
  rec2020: ['rec2020', 'r', 'g', 'b'],
  'xyz-d65': ['xyz65', 'x', 'y', 'z'],
  'xyz-d50': ['xyz50', 'x', 'y', 'z'],
  hsv: ['hsv', 'h', 's', 'v'],
};

/** Whose saturation, lightness, whiteness and blackness are percents in files and fractions in culori. */
const PERCENTS: Readonly<Record<string, string>> = { hsl: 'sl', hwb: 'wb' };

export const isColorSpace = (name: string): boolean => Object.hasOwn(SPACES, name);

/** The hex of three components in a space; outside of sRGB, that of the nearest chroma that can be shown. */
export function hexIn(space: string, components: readonly number[], alpha = 1): string {
  const [mode, ...channels] = SPACES[space]!;
  const values = channels.map((channel, i) => [
    channel,
    components[i]! / (PERCENTS[space]?.includes(channel) ? 100 : 1),
  ]);
  return hexFrom({ mode, ...Object.fromEntries(values), alpha } as Color);
}

/** The hex of a color as CSS writes it: hex, a name, `rgb()`, `hsl()`, `oklch()`, `color()` …; undefined for none. */
export function hexOfCss(text: string): string | undefined {
  const value = text.trim();
  if (value.length > MAX_CSS_LENGTH) return undefined;
  if (value.startsWith('#')) return normalHex(value);
  if (!WORD.test(value) && !isColorFunction(value)) return undefined;
  const color = parse(value);
  return color && hexFrom(color);
}

const MAX_CSS_LENGTH = 200; // characters of a color in CSS
const WORD = /^[a-z]+$/i;
const FUNCTION = /^(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(([^()]*)\)$/i;
const ARGUMENT = /^(?:none|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:%|deg|rad|grad|turn)?)$/i;
/** The names of spaces in `color()`. */
const PROFILES: ReadonlySet<string> = new Set([
  'srgb',
  'srgb-linear',
  'display-p3',
  'a98-rgb',
  'prophoto-rgb',
  'rec2020',
  'xyz',
  'xyz-d50',
  'xyz-d65',
]);

/** Whether a value is a function of CSS that stands for a color: culori throws at functions with other units. */
function isColorFunction(value: string): boolean {
  const [, name, given] = FUNCTION.exec(value) ?? [];
  if (name === undefined) return false;
  const words = given!.split(/[ \t\r\n\f,/]+/).filter(Boolean);
  const isProfile = name.toLowerCase() !== 'color' || PROFILES.has(words.shift() ?? '');
  return isProfile && words.every((word) => ARGUMENT.test(word));
}

const toRgb = converter('rgb');
export const toOklch: (hex: string) => Oklch = (hex) => converter('oklch')(hex)!;
export const toP3: (hex: string) => P3 = (hex) => converter('p3')(hex)!;

function hexFrom(color: Color): string {
  const { r, g, b, alpha = 1 } = toRgb(clampChroma(bounded(color), 'oklch', 'rgb'));
  const [red, green, blue, a] = [r, g, b, alpha].map(byteOf) as [number, number, number, number];
  return hexOf(red, green, blue, a);
}

const FARTHEST = 1e5; // of a channel: no color that anybody means is beyond

/** The color with channels that are finite: culori would halve an infinite chroma for ever. */
function bounded(color: Color): Color {
  const channels = Object.entries(color).map(([channel, value]) => [
    channel,
    typeof value === 'number' ? Math.min(FARTHEST, Math.max(-FARTHEST, value || 0)) : value,
  ]);
  return Object.fromEntries(channels);
}

/** A share of 1 as a byte. */
export const byteOf = (share: number): number => Math.round(Math.min(1, Math.max(0, share || 0)) * 255);
