import {
  type Color,
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
  useMode,
} from 'culori/fn';
import { type CssSpace, MIXING_SPACES } from './css/spaces.ts';
import { mappedToRgb } from './gamut.ts';
import { hexOf } from './hex.ts';

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

/** Color spaces by their name in design tokens and in formats of programs. */
const SPACES: Readonly<Record<string, CssSpace>> = {
  ...MIXING_SPACES,
  hsv: { mode: 'hsv', channels: ['h', 's', 'v'], full: [360, 1, 1], scale: [1, 1, 1] },
};

export const isColorSpace = (name: string): boolean => Object.hasOwn(SPACES, name);

/** Returns the hex value of a color in a color space, with the numbers of CSS. */
export function hexIn(space: string, components: readonly number[], alpha = 1): string {
  const { channels, mode, scale } = SPACES[space]!;
  const values = channels.map((channel, i) => [channel, components[i]! / scale[i]!]);
  return hexFrom({ mode, ...Object.fromEntries(values), alpha } as Color);
}

export const toOklch: (hex: string) => Oklch = (hex) => converter('oklch')(hex)!;
export const toP3: (hex: string) => P3 = (hex) => converter('p3')(hex)!;

/** Returns the hex value of a color. Outside of sRGB, its chroma is reduced until it fits. */
export function hexFrom(color: Color): string {
  const { alpha = 1, ...opaque } = bounded(color);
  const { r, g, b } = mappedToRgb(opaque as Color);
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
