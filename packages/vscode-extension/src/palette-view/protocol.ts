// What goes between the extension and the page of the palette view.
import type { PaletteEntry } from '@kcolors/codecs';

export const MOST_COLORS = 64;

/** What palette is asked for. JSON. */
export interface PaletteAsk {
  /** How many colors, the fixed ones among them; 0 as many as the images have distinct ones. */
  readonly colors: number;
  /** 0: large areas, 1: colors that stand out. */
  readonly salience: number;
  /** Colors that were locked, edited or added: they stay as they are. `#rrggbb` or `#rrggbbaa`. */
  readonly fixed: readonly string[];
}

/** A color as the page shows it. */
export interface ShownColor extends PaletteEntry {
  readonly locked: boolean;
}

/** From the extension to the page. */
export type ToPage =
  | {
      readonly type: 'open';
      /** Addresses of the images, for a reload. */
      readonly uris: readonly string[];
      /** What is asked for at first. */
      readonly ask: PaletteAsk;
      /** Texts in the language of VS Code, by the English ones. */
      readonly translations: Readonly<Record<string, string>>;
    }
  /** How far the images are read, in words. */
  | { readonly type: 'reading'; readonly text: string }
  | {
      readonly type: 'palette';
      readonly colors: readonly PaletteEntry[];
      /** Images that could not be read, and why. */
      readonly problems: readonly string[];
    }
  /** There is no palette. */
  | { readonly type: 'failed'; readonly message: string };

/** From the page to the extension. */
export type FromPage =
  | { readonly type: 'ready' }
  /** Answered by `palette` or `failed`; the page waits for that before it asks again. */
  | { readonly type: 'ask'; readonly ask: PaletteAsk }
  | { readonly type: 'insert' | 'copy-palette'; readonly colors: readonly ShownColor[] }
  | { readonly type: 'copy'; readonly text: string }
  /** The page could not do its work; for the log. */
  | { readonly type: 'problem'; readonly message: string };

/** What the page keeps over a reload. JSON. */
export interface PageState {
  readonly uris: readonly string[];
  readonly ask: PaletteAsk;
}

/** A message of the page, if it is one: a page is not trusted further than that. */
export function parseFromPage(message: unknown): FromPage | undefined {
  if (!isObject(message)) return undefined;
  const { type, ask, colors, text, message: said } = message;
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
      return shown && { type, colors: shown };
    }
    case 'copy':
      return typeof text === 'string' ? { type, text } : undefined;
    case 'problem':
      return typeof said === 'string' ? { type, message: said } : undefined;
    default:
      return undefined;
  }
}

/** What is asked for, if it can be. */
export function parseAsk(ask: unknown): PaletteAsk | undefined {
  if (!isObject(ask)) return undefined;
  const { colors, salience, fixed } = ask;
  const isAsk =
    Number.isInteger(colors) &&
    (colors as number) >= 0 &&
    (colors as number) <= MOST_COLORS &&
    isShare(salience) &&
    Array.isArray(fixed) &&
    fixed.length <= MOST_COLORS &&
    fixed.every(isHex);
  return isAsk ? ({ colors, salience, fixed } as PaletteAsk) : undefined;
}

function parseColors(colors: unknown): readonly ShownColor[] | undefined {
  if (!Array.isArray(colors) || colors.length === 0 || colors.length > MOST_COLORS) return undefined;
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
