import type { PaletteColor } from '../palette.ts';

/** Rectangle of a color on a sheet, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Swatch sheet: a band whose widths are the shares, and below it one card per color. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  /** Rectangles of the band; empty if shares are unknown. */
  readonly band: readonly Box[];
  readonly cards: readonly Box[];
}

/** Sizes in pixels. */
export interface SheetOptions {
  /** Height of the title at the top. */
  readonly title: number;
  /** Height of the text below a card. */
  readonly caption: number;
}

const MARGIN = 32;
const GAP = 16;
const CARD = { width: 152, height: 96 };
const BAND = 56;
const MAX_COLUMNS = 8;

/** Returns the layout of a swatch sheet. */
export function layoutSheet(colors: readonly PaletteColor[], { title, caption }: SheetOptions): Sheet {
  const columns = columnsFor(colors.length);
  const inner = columns * (CARD.width + GAP) - GAP;
  const band = bandOf(colors, inner, MARGIN + title);
  const top = MARGIN + title + (band.length > 0 ? BAND + 2 * GAP : 0);
  const cards = colors.map((_, i) => ({
    x: MARGIN + (i % columns) * (CARD.width + GAP),
    y: top + Math.floor(i / columns) * (CARD.height + caption + GAP),
    ...CARD,
  }));
  const rows = Math.ceil(colors.length / columns);
  const height = top + rows * (CARD.height + caption + GAP) - GAP + MARGIN;
  return { width: inner + 2 * MARGIN, height, band, cards };
}

/** Returns the number of columns for the minimum number of rows, all about equally long. */
function columnsFor(count: number): number {
  return Math.ceil(count / Math.ceil(count / MAX_COLUMNS));
}

/** Returns rectangles with integer edges and without gaps. */
function bandOf(colors: readonly PaletteColor[], width: number, y: number): Box[] {
  const shares = colors.map(({ share }) => share ?? 0);
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (total === 0 || colors.some(({ share }) => share === undefined)) return [];
  let sum = 0;
  return shares.map((share) => {
    const start = Math.round((sum / total) * width);
    sum += share;
    return { x: MARGIN + start, y, width: Math.round((sum / total) * width) - start, height: BAND };
  });
}
