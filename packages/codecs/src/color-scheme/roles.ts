import { contrastOf, readableOn } from '../palettes/color-texts.ts';
import { toOklch } from '../palettes/color-values.ts';
import { PaletteError } from '../palettes/errors.ts';
import type { Palette, PaletteColor } from '../palettes/palette.ts';
import { type Contrast, contrastOn, SYMBOL_RATIO, TEXT_RATIO } from './contrast.ts';
import { tintScale } from './tint-scale.ts';

/** What a color is for, on a page or in an app. */
export type Role = 'background' | 'surface' | 'text' | 'accent' | 'on accent';

/** A color for a role. */
export interface RoleColor {
  readonly role: Role;
  readonly hex: string;
  /** Contrast on what lies behind: text on background and surface, an accent on the background. */
  readonly on: readonly (Contrast & { readonly role: Role })[];
}

/** The colors of all roles, for a light page and for a dark one. */
export interface Scheme {
  readonly light: readonly RoleColor[];
  readonly dark: readonly RoleColor[];
}

/** Lightness in Oklab from which a color of the palette can be the background of a light page, and its surfaces. */
const LIGHT = 0.9;
/** Lightness up to which a color of the palette can be the background of a dark page, and its surfaces. */
const DARK = 0.3;
/** Maximum chroma in Oklab of a background, of surfaces and of text. */
const QUIET = 0.06;
/** Least chroma in Oklab of an accent. */
const VIVID = 0.04;

/**
 * Chooses a color of a palette for each role, or a tint of one: background and surface are light and quiet, on a dark page
 * dark and quiet; text has a contrast of at least 4.5 on both; the accent is a vivid color of middle lightness and
 * some area, with a contrast of at least 3 on the background; the text on it is black or white.
 *
 * @throws {PaletteError} `'no-colors'`
 */
export function schemeOf({ colors }: Palette): Scheme {
  if (colors.length === 0)
    throw new PaletteError('no-colors', { expected: 'at least 1 color', received: 'none' });
  const shares = new Map<string, number>();
  for (const { hex, share = 1 / colors.length } of colors) {
    const opaque = hex.slice(0, 7);
    shares.set(opaque, (shares.get(opaque) ?? 0) + share);
  }
  const all = [...shares].map(([hex, share]) => ({ hex, share }));
  return { light: rolesOn(all, true), dark: rolesOn(all, false) };
}

type Weighted = Required<Pick<PaletteColor, 'hex' | 'share'>>;

function rolesOn(colors: readonly Weighted[], isLight: boolean): RoleColor[] {
  const [background, surface] = groundsOf(colors, isLight);
  const text = textOn([background, surface], colors, isLight);
  const accent = accentOn(background, colors, text);
  const onAccent = readableOn(accent);
  const on = (hex: string, grounds: readonly (readonly [Role, string])[]) =>
    grounds.map(([role, ground]) => ({ role, ...contrastOn(hex, ground) }));
  return [
    { role: 'background', hex: background, on: [] },
    { role: 'surface', hex: surface, on: [] },
    {
      role: 'text',
      hex: text,
      on: on(text, [
        ['background', background],
        ['surface', surface],
      ]),
    },
    { role: 'accent', hex: accent, on: on(accent, [['background', background]]) },
    { role: 'on accent', hex: onAccent, on: on(onAccent, [['accent', accent]]) },
  ];
}

/** Returns the background and the surface: quiet colors of the palette, or tints of its quietest color. */
function groundsOf(colors: readonly Weighted[], isLight: boolean): [background: string, surface: string] {
  const grounds = colors
    .map((color) => ({ ...color, ...toOklch(color.hex) }))
    .filter(({ c, l }) => c <= QUIET && (isLight ? l >= LIGHT : l <= DARK))
    .sort((a, b) => (isLight ? b.l - a.l : a.l - b.l));
  const [first, second] = grounds;
  const tints = tintScale(first?.hex ?? quietest(colors)).map(({ hex }) => hex);
  const [end, next] = isLight ? tints : [...tints].reverse();
  const background = first?.hex ?? end!;
  return [background, second?.hex ?? (next === background ? tints[isLight ? 2 : 8]! : next!)];
}

const quietest = (colors: readonly Weighted[]): string =>
  colors.reduce((best, each) => (toOklch(each.hex).c < toOklch(best.hex).c ? each : best)).hex;

/** Returns the color of text: of the palette and the tints of its quiet colors, the one of the highest contrast. */
function textOn(grounds: readonly string[], colors: readonly Weighted[], isLight: boolean): string {
  const contrast = (hex: string) => Math.min(...grounds.map((ground) => contrastOf(hex, ground)));
  const best = (hexes: readonly string[]) =>
    hexes.reduce<string | undefined>(
      (a, b) => (a !== undefined && contrast(a) >= contrast(b) ? a : b),
      undefined,
    );
  const quiet = colors.map(({ hex }) => hex).filter((hex) => toOklch(hex).c <= 2 * QUIET);
  const own = best(quiet);
  if (own !== undefined && contrast(own) >= TEXT_RATIO) return own;
  const scale = tintScale(quietest(colors));
  const tint = scale.at(isLight ? -1 : 0)!.hex;
  return contrast(tint) >= TEXT_RATIO ? tint : best(['#000000', '#ffffff'])!;
}

/** Returns the color of buttons and links. */
function accentOn(background: string, colors: readonly Weighted[], text: string): string {
  const vivid = colors.filter(({ hex }) => toOklch(hex).c >= VIVID);
  if (vivid.length === 0) return text;
  const interest = ({ hex, share }: Weighted) => {
    const { c, l } = toOklch(hex);
    return c * share ** 0.25 * Math.sqrt(1 - Math.abs(2 * l - 1)); // hardly anyone sees the hue of what is almost black
  };
  const { hex } = vivid.reduce((best, each) => (interest(each) > interest(best) ? each : best));
  const isReadable = (each: string) => contrastOf(each, background) >= SYMBOL_RATIO;
  if (isReadable(hex)) return hex;
  const { l } = toOklch(hex);
  const nearest = tintScale(hex)
    .map((tint) => tint.hex)
    .filter(isReadable)
    .sort((a, b) => Math.abs(toOklch(a).l - l) - Math.abs(toOklch(b).l - l));
  return nearest[0] ?? text;
}
