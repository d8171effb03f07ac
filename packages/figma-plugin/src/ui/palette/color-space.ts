// Converts colors. Figma uses the color space of the document, palettes use sRGB hex values, and each image
// has its own space.

import { type ColorMatrix, type ColorSpace, DISPLAY_P3_TO_SRGB, SRGB_TO_DISPLAY_P3 } from '@kcolors/codecs';
import { parseHex } from '@kcolors/codecs/request';
import type { StudioImage } from '@kcolors/ui/studio';
import type { Color } from '../../shared/values.ts';

export type Profile = 'srgb' | 'display-p3';

const toLight = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const toStored = (light: number): number =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
const unit = (value: number): number => Math.min(1, Math.max(0, value));

function convert({ r, g, b, a }: Color, matrix: ColorMatrix): Color {
  const light = [toLight(r), toLight(g), toLight(b)] as const;
  const [red, green, blue] = matrix.map(([x, y, z]) =>
    unit(toStored(x * light[0] + y * light[1] + z * light[2])),
  ) as [number, number, number];
  return { r: red, g: green, b: blue, a };
}

/**
 * Marks pixels with their color space for display. Pixels of an unknown space are shown without conversion.
 */
export const inSpace = (image: StudioImage, space: ColorSpace): StudioImage =>
  space === 'display-p3' ? { ...image, colorSpace: space } : image;

/** Returns the hex value that stores an sRGB color in an image. Unchanged for an unknown space. */
export function storedHex(hex: string, space: ColorSpace): string {
  return space === 'display-p3' ? hexOf(colorOf(hex, 'display-p3'), 'srgb') : hex;
}

/** A document color as a hex value. Channels outside of sRGB are clipped. */
export function hexOf(color: Color, profile: Profile): string {
  const { r, g, b, a } = profile === 'display-p3' ? convert(color, DISPLAY_P3_TO_SRGB) : color;
  const bytes = [r, g, b, ...(a < 1 ? [a] : [])].map((part) => Math.round(part * 255));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** A hex value as a document color. */
export function colorOf(hex: string, profile: Profile): Color {
  const { r, g, b, a } = parseHex(hex) ?? { r: 0, g: 0, b: 0, a: 255 };
  const color = { r: r / 255, g: g / 255, b: b / 255, a: a / 255 };
  return profile === 'display-p3' ? convert(color, SRGB_TO_DISPLAY_P3) : color;
}
