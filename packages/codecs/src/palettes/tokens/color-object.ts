import { byteOf, hexIn, isColorSpace } from '../color-values.ts';
import { hexOf, normalHex } from '../hex.ts';
import type { JsonObject } from './json-text.ts';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Returns the color of an object: `{ colorSpace, components, alpha, hex }` of design tokens, `{ r, g, b, a }` or
 * `{ red, green, blue, alpha }` as bytes or from 0 to 1, or `{ h, s, l, a }`.
 * @param follow - resolves references in components
 */
export function hexOfObject(
  value: JsonObject,
  follow: (value: unknown) => unknown = (each) => each,
): string | undefined {
  const components = follow(value.components);
  if (Array.isArray(components)) {
    const space = follow(value.colorSpace) ?? 'srgb';
    const numbers = components.map((each) => (each === 'none' ? 0 : follow(each)));
    if (typeof space !== 'string' || !isColorSpace(space) || !areNumbers(numbers)) return undefined;
    return hexIn(space, numbers, alphaOf(follow(value.alpha)));
  }
  if (typeof value.hex === 'string') return normalHex(value.hex);
  const rgb = triple(value, ['r', 'g', 'b']) ?? triple(value, ['red', 'green', 'blue']);
  const alpha = alphaOf(value.a ?? value.alpha ?? value.opacity);
  if (rgb) return hexOfRgbNumbers(rgb, alpha);
  const hsl = triple(value, ['h', 's', 'l']) ?? triple(value, ['hue', 'saturation', 'lightness']);
  if (!hsl) return undefined;
  const [h, s, l] = hsl as [number, number, number];
  const full = s <= 1 && l <= 1 ? 100 : 1;
  return hexIn('hsl', [h, s * full, l * full], alpha);
}

const areNumbers = (values: readonly unknown[]): values is readonly number[] =>
  values.length === 3 && values.every((each) => typeof each === 'number' && Number.isFinite(each));

/** Returns alpha from 0 to 1. Numbers above 1 are bytes. */
function alphaOf(value: unknown): number {
  const alpha = typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
  if (typeof alpha !== 'number') return 1;
  return alpha > 1 ? alpha / 255 : alpha;
}

function triple(value: JsonObject, keys: readonly string[]): readonly number[] | undefined {
  if (!keys.every((key) => Object.hasOwn(value, key))) return undefined;
  const numbers = keys.map((key) => value[key]);
  return areNumbers(numbers) ? numbers : undefined;
}

/** Converts bytes, or numbers from 0 to 1 if none is above 1. */
function hexOfRgbNumbers(rgb: readonly number[], alpha = 1): string {
  const full = rgb.some((each) => each > 1) ? 255 : 1;
  const [r, g, b] = rgb.map((each) => byteOf(each / full)) as [number, number, number];
  return hexOf(r, g, b, byteOf(alpha));
}

/** Returns the colors in `[255, 102, 0]`: three or four bytes. */
export function hexOfBytes(values: readonly unknown[]): string | undefined {
  const [r, g, b, a = 1] = values as readonly number[];
  const isByte = (each: unknown) =>
    Number.isInteger(each) && (each as number) >= 0 && (each as number) <= 255;
  if (values.length > 4 || ![r, g, b].every(isByte) || !(typeof a === 'number' && a >= 0 && a <= 255))
    return undefined;
  return hexOf(r!, g!, b!, a > 1 ? Math.round(a) : byteOf(a));
}

/** Whether a value of a key such as `rgb` repeats the color beside it in another notation. */
export const isNotation = (key: string): boolean =>
  /^(?:rgba?|hsla?|hsv|hsb|cmyk|lab|lch|oklab|oklch|xyz|int|hex8?|ansi)$/i.test(key);
