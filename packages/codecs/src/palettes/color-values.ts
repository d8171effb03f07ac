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

// Converts colors of any color space to 8-bit sRGB with culori.

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

/** Color spaces by their name in design tokens, with the mode and channels of culori. */
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

/** Channels that are percentages in files and fractions in culori. */
const PERCENTS: Readonly<Record<string, string>> = { hsl: 'sl', hwb: 'wb' };

export const isColorSpace = (name: string): boolean => Object.hasOwn(SPACES, name);

/** Returns the hex value of a color in a color space. Outside of sRGB, its chroma is reduced until it fits. */
export function hexIn(space: string, components: readonly number[], alpha = 1): string {
  const [mode, ...channels] = SPACES[space]!;
  const values = channels.map((channel, i) => [
    channel,
    components[i]! / (PERCENTS[space]?.includes(channel) ? 100 : 1),
  ]);
  return hexFrom({ mode, ...Object.fromEntries(values), alpha } as Color);
}

/**
 * Returns the hex value, `#rrggbb` or `#rrggbbaa`, of a CSS color: hex, a name, or a function such as `rgb()` or `oklch()`.
 * Outside of sRGB, its chroma is reduced until it fits.
 * @returns undefined if the text is not a color
 */
export function hexOfCss(text: string): string | undefined {
  const value = text.trim();
  if (value.length > MAX_CSS_LENGTH) return undefined;
  if (value.startsWith('#')) return normalHex(value);
  if (!WORD.test(value) && !isColorFunction(value)) return undefined;
  const color = parse(value);
  return color && hexFrom(color);
}

const MAX_CSS_LENGTH = 200; // characters
const WORD = /^[a-z]+$/i;
const FUNCTION = /^(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(([^()]*)\)$/i;
const ARGUMENT = /^(?:none|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:%|deg|rad|grad|turn)?)$/i;
/** Color spaces of the `color()` function. */
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

/** Returns whether a value is a CSS color function. The check is needed because culori throws on unknown units. */
function isColorFunction(value: string): boolean {
  const [, name, argumentsText] = FUNCTION.exec(value) ?? [];
  if (name === undefined) return false;
  const words = argumentsText!.split(/[ \t\r\n\f,/]+/).filter(Boolean);
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

const MAX_CHANNEL = 1e5; // far beyond any real color

/** Returns the color with finite channels: culori would bisect an infinite chroma forever. */
function bounded(color: Color): Color {
  const channels = Object.entries(color).map(([channel, value]) => [
    channel,
    typeof value === 'number' ? Math.min(MAX_CHANNEL, Math.max(-MAX_CHANNEL, value || 0)) : value,
  ]);
  return Object.fromEntries(channels);
}

/** Returns a fraction, 0 to 1, as a byte. Other values are clamped. */
export const byteOf = (share: number): number => Math.round(Math.min(1, Math.max(0, share || 0)) * 255);
