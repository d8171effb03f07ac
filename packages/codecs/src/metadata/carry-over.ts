import { COLOR_CHUNKS } from '../png/metadata.ts';
import type { CompressOptions, Metadata } from '../types.ts';
import { type IccColorSpace, iccIsFor, iccSpaceName } from './icc.ts';

/**
 * What of the metadata goes with a result whose pixels are of this kind: no profile that is made for others, and
 * otherwise only what says what the colors mean.
 */
export function carryOver(
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

/** A note for the PNG chunks that another format has no place for. Their colors go there in another way. */
export function droppedChunksNote({ chunks = [] }: Metadata, format: string): string[] {
  const types = chunks.map(({ type }) => type).filter((type) => !COLOR_CHUNKS.includes(type));
  const names = [...new Set(types)].filter((type) => type !== 'tIME');
  return names.length > 0 ? [`A ${format} cannot store ${names.join(', ')}: dropped.`] : [];
}
