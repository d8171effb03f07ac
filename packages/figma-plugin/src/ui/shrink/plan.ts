// What shrinking makes of an image, without calling anyone: its new size in pixels, a guess of its bytes, and the order
// of the list.
import type { InputFormat } from '@kcolors/codecs';
import { objectiveFor, type PresetName } from '@kcolors/codecs/request';
import type { SentOptions } from '@kcolors/codecs/worker';
import type { ImageEntry } from '../../shared/values.ts';

export type Resize = 'off' | '1' | '2' | '3';
export type ShrinkFormat = 'auto' | 'jpeg' | 'png';

export interface ShrinkSettings {
  /** Pixels per canvas pixel where the image is shown at its largest; `'off'` keeps its size. */
  readonly resize: Resize;
  readonly format: ShrinkFormat;
  readonly quality: PresetName;
}

/** Share of the bytes that a result has to save. */
const MIN_SAVING = 0.05;
/** An image is reduced to at most this share of its width: less would blur it and save little. */
const MAX_SCALE = 0.9;
const MAX_COLORS = 256;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Returns the size of the result, which is never larger than the image. */
export function goalOf({ unshrunk, uses }: Pick<ImageEntry, 'unshrunk' | 'uses'>, resize: Resize): Size {
  const { height, width } = unshrunk;
  if (resize === 'off') return { width, height };
  const shown = Math.max(0, ...uses.map(({ shownWidth }) => shownWidth));
  const wanted = Math.max(1, Math.ceil(shown * Number(resize)));
  if (!(wanted <= MAX_SCALE * width)) return { width, height };
  return { width: wanted, height: Math.max(1, Math.round((height * wanted) / width)) };
}

/**
 * Returns the options for an image. At its own size a JPEG stays a JPEG, which guards it from a second loss for little.
 */
export function optionsFor(
  entry: Pick<ImageEntry, 'unshrunk' | 'uses'>,
  source: InputFormat | '',
  settings: ShrinkSettings,
): SentOptions {
  const { width } = goalOf(entry, settings.resize);
  const isReduced = width < entry.unshrunk.width;
  const staysJpeg = source === 'jpeg' && settings.format === 'auto' && !isReduced;
  return {
    ...{ quality: settings.quality, metadata: 'omit', minSaving: MIN_SAVING },
    quantize: { maxColors: MAX_COLORS, space: 'oklab', objective: objectiveFor('oklab') },
    ...(settings.format === 'png' ? { format: 'png' } : { format: 'smallest', formats: ['png', 'jpeg'] }),
    ...(staysJpeg && { format: 'jpeg' }),
    ...(isReduced && { resize: { maxWidth: width } }),
  };
}

/** Bytes per pixel of a photograph as a JPEG, which has more per pixel the fewer pixels it has. */
const PHOTO_BYTES: Readonly<Record<PresetName, number>> = { 'lossless-look': 0.2, good: 0.08, small: 0.05 };
/** Bytes of an indexed PNG per byte of one in full color. */
const INDEXED = 0.3;

/** Returns a guess of the bytes of the result, from the size of the file alone. */
export function guessBytes(
  before: number,
  source: InputFormat | '',
  { height, width }: Size,
  goal: Size,
  { format, quality }: ShrinkSettings,
): number {
  const pixels = goal.width * goal.height;
  const scale = pixels / Math.max(1, width * height);
  const bytesPerPixel = before / Math.max(1, width * height);
  const photo = pixels * PHOTO_BYTES[quality];
  const indexed = before * scale * (source === 'jpeg' ? 1 : INDEXED);
  const isPhoto = format !== 'png' && (source === 'jpeg' || bytesPerPixel > 1);
  return Math.round(Math.min(before, isPhoto ? Math.min(photo, before * scale) : indexed));
}

/** Whether a result saves enough bytes to replace the image. */
export const isWorth = (before: number, after: number): boolean => after <= before * (1 - MIN_SAVING);

/** Sorts by the bytes that are saved, most first; equal ones stay in their order. */
export const bySaving = <Row extends { readonly before: number; readonly after: number }>(
  rows: readonly Row[],
): Row[] =>
  rows
    .map((row, index) => ({ row, index, saved: row.before - row.after }))
    .sort((one, other) => other.saved - one.saved || one.index - other.index)
    .map(({ row }) => row);
