import { withoutHidden } from '../printable/index.ts';
import { PaletteError, type Place, quoted } from './errors.ts';
import { bytesOf, hexAt, normalHex } from './hex.ts';
import { uniqueNames } from './names.ts';

/** A color of a palette. */
export interface PaletteColor {
  /** `#rrggbb`, or `#rrggbbaa` when translucent. */
  readonly hex: string;
  /** Fraction of the visible pixels that it stands for, 0 to 1. */
  readonly share?: number;
  /** No two colors of a palette have the same. */
  readonly name?: string;
  /** Whether it stays what it is when the other colors are found anew. */
  readonly locked?: boolean;
}

/** Colors in an order that means something: by share, or as somebody put them. */
export interface Palette {
  readonly name?: string;
  readonly colors: readonly PaletteColor[];
}

/** As many different colors as an indexed image holds. */
export const MAX_COLORS = 256;

/**
 * A palette as all writers expect it: colors as `#rrggbb` or `#rrggbbaa`, names of one line, each of them once.
 * @throws {PaletteError} when there is no color, more than 256 different ones, or one that is none.
 */
export function checkedPalette({ name, colors }: Palette): Palette {
  const checked = colors.map((color, i) => {
    const hex = normalHex(color.hex);
    if (hex !== undefined) return { ...color, hex };
    const expected = `a color such as #1a2b3c as color ${i + 1} of the palette`;
    throw new PaletteError('malformed', { expected, received: quoted(String(color.hex)) });
  });
  checkCount(checked);
  const own = cleanName(name);
  return { ...(own && { name: own }), colors: uniqueNames(checked.map(withCleanName)) };
}

/** Throws unless there are 1 to 256 different colors. */
export function checkCount(
  colors: readonly PaletteColor[],
  placeOf?: (index: number) => Place | undefined,
): void {
  if (colors.length === 0) {
    throw new PaletteError('no-colors', { expected: `1 to ${MAX_COLORS} colors`, received: 'none' });
  }
  const different = new Set<string>();
  const first = colors.findIndex(({ hex }) => different.add(hex).size > MAX_COLORS);
  if (first < 0) return;
  const count = new Set(colors.map(({ hex }) => hex)).size;
  throw tooManyColors(`${count}`, placeOf?.(first));
}

/** The error of a palette with more different colors than it can have. */
export function tooManyColors(received: string, place?: Place): PaletteError {
  const expected = `at most ${MAX_COLORS} different colors`;
  return new PaletteError('too-many-colors', { expected, received, place });
}

function withCleanName({ name, ...color }: PaletteColor): PaletteColor {
  const own = cleanName(name);
  return own ? { ...color, name: own } : color;
}

const MAX_NAME_LENGTH = 1000; // characters; nobody reads on

/** A name of one line without anything that cannot be seen; empty for none. */
function cleanName(name: string | undefined): string {
  return withoutHidden((name ?? '').slice(0, MAX_NAME_LENGTH))
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * The colors as bytes, red, green, blue and alpha, as quantizers take them: each once, or with `duplicates` as often as it is
 * there, for images whose pixels are numbers.
 * @throws {PaletteError} as `checkedPalette`, and for more than 256 colors with duplicates.
 */
export function paletteBytes(
  { colors }: Palette,
  { duplicates = false }: { readonly duplicates?: boolean } = {},
): Uint8Array {
  const all = checkedPalette({ colors }).colors.map(({ hex }) => hex);
  if (duplicates && all.length > MAX_COLORS) {
    const expected = `at most ${MAX_COLORS} colors, duplicates included, where their order is kept`;
    throw new PaletteError('too-many-colors', { expected, received: `${all.length}` });
  }
  return Uint8Array.from((duplicates ? all : [...new Set(all)]).flatMap((hex) => bytesOf(hex)));
}

/** The palette of bytes as quantizers give them, with the pixels of each color where they are known. */
export function paletteFromBytes(bytes: Uint8Array, weights?: ArrayLike<number>): Palette {
  const total = weights ? Array.from(weights).reduce((sum, weight) => sum + weight, 0) : 0;
  const colors = Array.from({ length: bytes.length / 4 }, (_, i) => ({
    hex: hexAt(bytes, 4 * i),
    ...(weights && total > 0 && { share: weights[i]! / total }),
  }));
  return { colors };
}
