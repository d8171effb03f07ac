import type { PaletteColor } from '../palette.ts';

/** Where a color is on a sheet. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A sheet of swatches: a band in which widths are shares, and below it one card for each color. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  /** Pieces of the band; none where no shares are known. */
  readonly band: readonly Box[];
  readonly cards: readonly Box[];
}

export interface SheetOptions {
  /** Room above everything. */
  readonly title: number;
  /** Room for words below a card. */
  readonly caption: number;
}

const MARGIN = 32;
const GAP = 16;
const CARD = { width: 152, height: 96 };
const BAND = 56;
const MOST_COLUMNS = 8;

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

/** As few rows as there can be, and all of about the same length. */
function columnsFor(count: number): number {
  return Math.ceil(count / Math.ceil(count / MOST_COLUMNS));
}

/** Pieces whose edges are whole numbers and whose widths add up. */
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
