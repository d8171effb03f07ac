import type { QuantizeResult, RgbaImage } from '@kcolors/core';
import type { CompressSettings } from '../compress-options.ts';
import type { ReducedOrKept } from '../indexed/reduced-or-kept.ts';
import { maxColorsOf } from '../quality/quantize-as-asked.ts';
import type { ImageHeader, IndexedFormat } from '../types.ts';
import { withHiddenColors } from './hidden-colors.ts';

const MOST_COLORS = 256;

/** A result with hidden colors as the options ask for them. */
export interface HiddenAsAsked {
  readonly result: QuantizeResult;
  /** The image, where the file holds its very hidden colors whatever the palette. */
  readonly hidden: RgbaImage | undefined;
  readonly notes: readonly string[];
}

/** Gives a result hidden colors, and says what became of those of the image. */
export async function hiddenAsAsked(
  { keepsOrder, options, result }: ReducedOrKept,
  image: RgbaImage,
  target: IndexedFormat,
  settings: CompressSettings,
): Promise<HiddenAsAsked> {
  const { keepHiddenColors, palette, quantize, signal } = settings;
  // Kept with their entries; or a palette that shall be the same in all results.
  const isSettled = keepsOrder && (palette === undefined || !keepHiddenColors);
  if (isSettled || options.alpha === 'ignore') return { result, hidden: undefined, notes: [] };
  const isWhole = target === 'webp' && keepHiddenColors;
  const keeps = keepHiddenColors && target === 'png';
  const count = result.palette.length / 4;
  const most = palette ? (keeps ? MOST_COLORS : count) : Math.max(count, maxColorsOf(settings));
  const found = await withHiddenColors(result, image, {
    maxColors: target === 'gif' || isWhole ? count : most,
    fixed: (palette ?? quantize.fixedColors ?? []).length / 4,
    keeps,
    signal,
  });
  if (isWhole) return { result: found.result, hidden: image, notes: [] };
  const isSilent = found.isExact || (target === 'gif' && !keepHiddenColors);
  return {
    result: found.result,
    hidden: undefined,
    notes: isSilent ? [] : [reducedNote(found.entries, target)],
  };
}

function reducedNote(entries: number, target: IndexedFormat): string {
  if (target === 'gif') return 'A GIF has one color under full transparency: the others were dropped.';
  return `The colors under full transparency were reduced to ${entries}.`;
}

/** What is said where hidden colors were to be kept and a JPEG is written. */
export function lostInJpeg(
  { data }: RgbaImage,
  { format }: ImageHeader,
  { keepHiddenColors }: CompressSettings,
): readonly string[] {
  if (!keepHiddenColors || format === 'jpeg') return [];
  for (let at = 3; at < data.length; at += 4) {
    if (data[at] === 0) return ['A JPEG has no transparency: the colors under it were dropped.'];
  }
  return [];
}
