// Messages between the extension and the page of the palette view.
import type { PaletteEntry } from '@kcolors/codecs';
import type { Role } from '@kcolors/codecs/color-scheme';

export const MAX_MAIN_COLORS = 64;

/** The parameters of a requested palette, as JSON. */
export interface PaletteAsk {
  /** Number of colors, including the locked ones; 0 means as many as are distinct in the images. */
  readonly colors: number;
  /** Weight of distinctive colors, 0 to 1. 0 favors large areas, 1 colors that stand out. */
  readonly salience: number;
  /** Locked, edited and added colors, which stay as they are: `#rrggbb` or `#rrggbbaa`. */
  readonly fixedColors: readonly string[];
}

/** What is made of the colors: nothing, the tint scale of each, or colors for the roles of a page. */
type SchemeKind = 'colors' | 'scales' | 'roles';

/** How the colors are shown, inserted and copied. */
export interface Use {
  readonly kind: SchemeKind;
  /** Whether each color has a counterpart for dark pages. */
  readonly dark: boolean;
}

export const PLAIN: Use = { kind: 'colors', dark: false };

/** Texts for tint scales and roles on the page. `on` has `{0}` and `{1}` in the place of two roles. */
export type SchemeTexts = Readonly<Record<Role | 'light' | 'dark' | 'on', string>>;

/** A color as shown on the page. */
export interface ShownColor extends PaletteEntry {
  readonly locked: boolean;
}

/** Message from the extension to the page. */
export type ToPage =
  | {
      readonly type: 'open';
      /** URIs of the images, for a reload. */
      readonly uris: readonly string[];
      /** The first palette to request. */
      readonly ask: PaletteAsk;
      /** Texts in the language of VS Code, by their English originals. */
      readonly translations: Readonly<Record<string, string>>;
    }
  /** Reading progress as text. */
  | { readonly type: 'reading'; readonly text: string }
  | {
      readonly type: 'palette';
      readonly colors: readonly PaletteEntry[];
      /** Images that could not be read, and why. */
      readonly problems: readonly string[];
    }
  /** No palette could be made. */
  | { readonly type: 'failed'; readonly message: string };

/** Message from the page to the extension. */
export type FromPage =
  | { readonly type: 'ready' }
  /** Requests a palette. The page waits for `palette` or `failed` before its next request. */
  | { readonly type: 'ask'; readonly ask: PaletteAsk }
  | { readonly type: 'insert' | 'copy-palette'; readonly colors: readonly ShownColor[]; readonly use: Use }
  | { readonly type: 'copy'; readonly text: string }
  /** An error in the page, for the log. */
  | { readonly type: 'problem'; readonly message: string };

/** State that the page keeps across reloads, as JSON. */
export interface PageState {
  readonly uris: readonly string[];
  readonly ask: PaletteAsk;
  readonly use: Use;
}

/** Validates a message from the page, which is not trusted. Undefined when it is invalid. */
export function parseFromPage(message: unknown): FromPage | undefined {
  if (!isObject(message)) return undefined;
  const { type, ask, colors, text, use, message: said } = message;
  switch (type) {
    case 'ready':
      return { type };
    case 'ask': {
      const asked = parseAsk(ask);
      return asked && { type, ask: asked };
    }
    case 'insert':
    case 'copy-palette': {
      const shown = parseColors(colors);
      const used = parseUse(use);
      return shown && used && { type, colors: shown, use: used };
    }
    case 'copy':
      return typeof text === 'string' ? { type, text } : undefined;
    case 'problem':
      return typeof said === 'string' ? { type, message: said } : undefined;
    default:
      return undefined;
  }
}

/** Validates the parameters of a requested palette. Undefined when they are invalid. */
export function parseAsk(ask: unknown): PaletteAsk | undefined {
  if (!isObject(ask)) return undefined;
  const { colors, salience, fixedColors } = ask;
  const isAsk =
    Number.isInteger(colors) &&
    (colors as number) >= 0 &&
    (colors as number) <= MAX_MAIN_COLORS &&
    isShare(salience) &&
    Array.isArray(fixedColors) &&
    fixedColors.length <= MAX_MAIN_COLORS &&
    fixedColors.every(isHex);
  return isAsk ? ({ colors, salience, fixedColors } as PaletteAsk) : undefined;
}

/** Validates how colors are used. Undefined when it is invalid. */
export function parseUse(use: unknown): Use | undefined {
  if (!isObject(use) || typeof use.dark !== 'boolean') return undefined;
  const { dark, kind } = use;
  return kind === 'colors' || kind === 'scales' || kind === 'roles' ? { kind, dark } : undefined;
}

function parseColors(colors: unknown): readonly ShownColor[] | undefined {
  if (!Array.isArray(colors) || colors.length === 0 || colors.length > MAX_MAIN_COLORS) return undefined;
  const shown = colors.map((each) => {
    if (!isObject(each)) return undefined;
    const { hex, share, locked } = each;
    return isHex(hex) && isShare(share) && typeof locked === 'boolean' ? { hex, share, locked } : undefined;
  });
  return shown.every((each) => each !== undefined) ? shown : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;

const isHex = (value: unknown): value is string =>
  typeof value === 'string' && /^#[0-9a-f]{6}([0-9a-f]{2})?$/.test(value);
