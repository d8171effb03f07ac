import type { CompressOptions } from '../compress-types.ts';
import type { Metadata } from '../types.ts';
import { type IccColorSpace, iccIsFor, iccSpaceName } from './icc.ts';

/** PNG chunks that define the meaning of colors. They are always kept, and a PNG stores them before its palette. */
export const COLOR_CHUNKS: readonly string[] = ['cICP', 'mDCV', 'cLLI', 'sRGB', 'gAMA', 'cHRM'];

/**
 * Returns the metadata to write with a result, and a note if its profile is dropped.
 * @param space - color space of the result; a profile for another one is dropped
 * @param policy - `'keep'` keeps all metadata, other values only the color profile and color chunks
 */
export function selectMetadata(
  metadata: Metadata,
  space: IccColorSpace,
  policy: NonNullable<CompressOptions['metadata']>,
): { metadata: Metadata; notes: string[] } {
  const { icc, chunks, ...rest } = metadata;
  const fits = icc !== undefined && iccIsFor(icc, space);
  const colorChunks = chunks?.filter(({ type }) => COLOR_CHUNKS.includes(type));
  const notes =
    icc && !fits ? [`The color profile was dropped: it is for ${iccSpaceName(icc)}, the result is not.`] : [];
  const kept = policy === 'keep' ? chunks : colorChunks;
  return {
    metadata: {
      ...(policy === 'keep' && rest),
      ...(fits && { icc }),
      ...(kept && kept.length > 0 && { chunks: kept }),
    },
    notes,
  };
}

/** Returns a note for the PNG chunks that another format cannot store. Color chunks are converted instead. */
export function droppedChunksNote({ chunks = [] }: Metadata, format: string): string[] {
  const types = chunks.map(({ type }) => type).filter((type) => !COLOR_CHUNKS.includes(type));
  const names = [...new Set(types)].filter((type) => type !== 'tIME');
  return names.length > 0
    ? [`A ${format} cannot store ${names.join(', ')}: dropped.`.replace(/^A (?=A)/, 'An ')]
    : [];
}
