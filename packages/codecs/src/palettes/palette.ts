import { MAX_COLORS } from '../constants.ts';
import { withoutHidden } from '../printable/index.ts';
import { PaletteError, quoted } from './errors.ts';
import { bytesOf, hexAt, normalHex } from './hex.ts';
import { MAX_LISTED } from './limits.ts';
import { uniqueNames } from './names.ts';

/** Color of a palette. */
export interface PaletteColor {
  /** `#rrggbb`, or `#rrggbbaa` if translucent. */
  readonly hex: string;
  /** Fraction of the visible pixels, 0 to 1. */
  readonly share?: number;
  /** Name, unique within the palette. */
  readonly name?: string;
  /** Whether the color stays unchanged when the other colors are extracted again. */
  readonly locked?: boolean;
  /** Its counterpart on dark pages, `#rrggbb` or `#rrggbbaa`. */
  readonly dark?: string;
  /** The tint scale that the color belongs to, and its step. */
  readonly scale?: { readonly name: string; readonly step: number };
}

/** Ordered list of colors: by share, or in an order that somebody chose. */
export interface Palette {
  readonly name?: string;
  /** The colors, in their order. */
  readonly colors: readonly PaletteColor[];
}

/**
 * Returns a palette for writers: colors as `#rrggbb` or `#rrggbbaa`, names unique and on one line.
 * @throws {PaletteError} `'no-colors'`, `'too-many-colors'` or `'malformed'`
 */
export function checkedPalette({ name, colors }: Palette, maxColors: number = MAX_LISTED): Palette {
  const checked = colors.map((color, i) => {
    const valid = (value: string): string => {
      const hex = normalHex(value);
      if (hex !== undefined) return hex;
      const expected = `a color such as #1a2b3c as color ${i + 1} of the palette`;
      throw new PaletteError('malformed', { expected, received: quoted(String(value)) });
    };
    const { dark, hex } = color;
    return { ...color, hex: valid(hex), ...(dark !== undefined && { dark: valid(dark) }) };
  });
  checkCount(checked, maxColors);
  const own = cleanName(name);
  return { ...(own && { name: own }), colors: uniqueNames(checked.map(withCleanName)) };
}

/**
 * Checks the number of different colors.
 * @throws {PaletteError} `'no-colors'` or `'too-many-colors'`
 */
export function checkCount(colors: readonly PaletteColor[], maxColors: number): void {
  if (colors.length === 0) {
    throw new PaletteError('no-colors', { expected: 'at least 1 color', received: 'none' });
  }
  const count = new Set(colors.map(({ hex }) => hex)).size;
  if (count <= maxColors) return;
  const expected = `at most ${maxColors.toLocaleString('en')} different colors`;
  throw new PaletteError('too-many-colors', { expected, received: count.toLocaleString('en') });
}

function withCleanName({ name, ...color }: PaletteColor): PaletteColor {
  const own = cleanName(name);
  return own ? { ...color, name: own } : color;
}

const MAX_NAME_LENGTH = 1000; // characters

/** Returns a name on one line without invisible characters; empty if there is none. */
function cleanName(name: string | undefined): string {
  return withoutHidden((name ?? '').slice(0, MAX_NAME_LENGTH))
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Returns the colors as RGBA bytes, 4 per color, for `CompressOptions.palette` and the quantizer.
 * @param options - `duplicates` keeps repeated colors, for palettes whose indices matter; false by default
 * @throws {PaletteError} `'no-colors'`; `'malformed'` for an invalid hex value; `'too-many-colors'` above 256 different
 * colors, or above 256 colors with `duplicates`.
 */
export function paletteBytes(
  { colors }: Palette,
  { duplicates = false }: { readonly duplicates?: boolean } = {},
): Uint8Array {
  const all = checkedPalette({ colors }, MAX_COLORS).colors.map(({ hex }) => hex);
  if (duplicates && all.length > MAX_COLORS) {
    const expected = `at most ${MAX_COLORS} colors, including duplicates, to keep their order`;
    throw new PaletteError('too-many-colors', { expected, received: `${all.length}` });
  }
  return Uint8Array.from((duplicates ? all : [...new Set(all)]).flatMap((hex) => bytesOf(hex)));
}

/**
 * Returns a palette from RGBA bytes, 4 per color, such as `QuantizeResult.palette`.
 * @param counts - number of pixels per color, for the shares. @defaultValue none: colors without shares
 */
export function paletteFromBytes(bytes: Uint8Array, counts?: ArrayLike<number>): Palette {
  const total = counts ? Array.from(counts).reduce((sum, count) => sum + count, 0) : 0;
  const colors = Array.from({ length: bytes.length / 4 }, (_, i) => ({
    hex: hexAt(bytes, 4 * i),
    ...(counts && total > 0 && { share: counts[i]! / total }),
  }));
  return { colors };
}
