import { DEFAULT_REQUEST, type PaletteEntry } from '@kcolors/codecs/request';
import { applyEdit, type PaletteEdit } from '@kcolors/ui/studio';
import { MAX_MAIN_COLORS, type PaletteAsk } from '../palette-view/protocol.ts';

/** Returns the request that follows from an edit of a shown color. */
export function afterEdit(ask: PaletteAsk, change: PaletteEdit, shown: readonly PaletteEntry[]): PaletteAsk {
  // Removing a color locks the others: a new search would find the removed color again.
  if (change.kind === 'remove') {
    const fixedColors = shown.map(({ hex }) => hex).filter((hex) => hex !== change.hex);
    return fixedColors.length > 0 ? { ...ask, fixedColors, colors: fixedColors.length } : ask;
  }
  const request = { ...DEFAULT_REQUEST, quality: 'colors', fixedColors: ask.fixedColors } as const;
  const { fixedColors } = applyEdit(request, change);
  if (fixedColors.length > MAX_MAIN_COLORS) return ask;
  const fewer = change.kind === 'merge' ? change.colors.length - 1 : 0;
  const colors = fewer > 0 ? Math.max(1, shown.length - fewer) : ask.colors;
  return { ...ask, fixedColors, colors: colors === 0 ? 0 : Math.max(colors, fixedColors.length) };
}

/** Adds a color, which stays locked. */
export function withAdded(ask: PaletteAsk, hex: string, shown: readonly PaletteEntry[]): PaletteAsk {
  if (ask.fixedColors.includes(hex) || ask.fixedColors.length >= MAX_MAIN_COLORS) return ask;
  const colors = ask.colors === 0 ? 0 : Math.min(MAX_MAIN_COLORS, shown.length + 1);
  return { ...ask, fixedColors: [...ask.fixedColors, hex], colors };
}

/** Sets the number of colors: at least the number of locked colors, and at most the maximum. */
export function withCount(ask: PaletteAsk, count: number): PaletteAsk {
  if (!Number.isFinite(count)) return ask;
  const colors = Math.min(MAX_MAIN_COLORS, Math.max(1, ask.fixedColors.length, Math.round(count)));
  return { ...ask, colors };
}
