import type { QuantizeResult, RgbaImage } from '@kcolors/core';
import type { CompressSettings } from '../compress-options.ts';
import { MAX_COLORS } from '../constants.ts';
import { withHiddenColors } from '../hidden/hidden-colors.ts';
import type { ImageHeader, IndexedFormat } from '../types.ts';
import { maxColorsOf } from './quantize-image.ts';
import type { IndexedResult } from './quantize-or-keep.ts';

/** A result with the hidden colors that the settings require. */
export interface AppliedHiddenColors {
  readonly result: QuantizeResult;
  /** The image, if the file stores its exact hidden colors independently of the palette. */
  readonly hidden: RgbaImage | undefined;
  readonly notes: readonly string[];
}

/** Adds the hidden colors of an image to its quantized result, and a note if some of them are lost. */
export async function applyHiddenColors(
  { keepsOrder, options, result }: IndexedResult,
  image: RgbaImage,
  target: IndexedFormat,
  settings: CompressSettings,
): Promise<AppliedHiddenColors> {
  const { keepHiddenColors, palette, quantize, signal } = settings;
  // The kept palette has its hidden colors already, and a `palette` option must not change.
  const isUnchanged = keepsOrder && (palette === undefined || !keepHiddenColors);
  if (isUnchanged || options.alpha === 'ignore') return { result, hidden: undefined, notes: [] };
  const storesAll = target === 'webp' && keepHiddenColors;
  const keepAll = keepHiddenColors && target === 'png';
  const count = result.palette.length / 4;
  const maxColors = palette ? (keepAll ? MAX_COLORS : count) : Math.max(count, maxColorsOf(settings));
  const applied = await withHiddenColors(result, image, {
    maxColors: target === 'gif' || storesAll ? count : maxColors,
    fixed: (palette ?? quantize.fixedColors ?? []).length / 4,
    keepAll,
    signal,
  });
  if (storesAll) return { result: applied.result, hidden: image, notes: [] };
  const isSilent = applied.isExact || (target === 'gif' && !keepHiddenColors);
  return {
    result: applied.result,
    hidden: undefined,
    notes: isSilent ? [] : [reducedNote(applied.entries, target)],
  };
}

function reducedNote(entries: number, target: IndexedFormat): string {
  if (target === 'gif') return 'A GIF stores one color under full transparency: the others were dropped.';
  return `The colors under full transparency were reduced to ${entries}.`;
}

/** Returns a note if `keepHiddenColors` is set and a JPEG drops hidden colors. */
export function hiddenColorsLostNote(
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
