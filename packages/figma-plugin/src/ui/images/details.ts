// Image details that the page reads from the file: format, size, animation and a thumbnail.
import { CodecError, type ColorSpace, type InputFormat, readColorSpace, readHeader } from '@kcolors/codecs';
import { LARGEST_SIDE } from '../../shared/protocol.ts';
import type { ImageEntry } from '../../shared/values.ts';
import { messageOf } from '../page/words.ts';
import type { Thumbnails } from './thumbnails.ts';

export interface Details {
  readonly bytes: number;
  readonly format: InputFormat | '';
  readonly isAnimated: boolean;
  readonly space: ColorSpace;
  readonly thumbnail?: ImageBitmap;
  /** Why the image cannot be read. */
  readonly problem?: string;
  /** The same as the codecs say it. */
  readonly detail?: string;
}

/** Reads the details of an image file. Transfers the bytes to the worker. */
export async function inspect(bytes: Uint8Array, thumbnails: Thumbnails): Promise<Details> {
  const known = { bytes: bytes.length, ...readWhatItSays(bytes) };
  const thumbnail = await thumbnails.draw(bytes);
  return { ...known, ...(thumbnail && { thumbnail }) };
}

const DAMAGED = 'The file of this image is damaged.';

/** The details of an image that cannot be read. */
export function unreadable(error: unknown): Omit<Details, 'bytes' | 'thumbnail'> {
  const isDamaged = error instanceof CodecError && error.code === 'damaged';
  const known = { format: '', isAnimated: false, space: 'srgb' } as const;
  const detail = messageOf(error);
  return isDamaged ? { ...known, problem: DAMAGED, detail } : { ...known, problem: detail };
}

function readWhatItSays(bytes: Uint8Array): Omit<Details, 'bytes' | 'thumbnail'> {
  try {
    const { format, animated } = readHeader(bytes);
    return { format, isAnimated: animated, space: readColorSpace(bytes) };
  } catch (error) {
    return unreadable(error);
  }
}

/** Why an image cannot be changed; undefined when it can. */
export function whyNot({ badges, width, height }: ImageEntry, details?: Details): string | undefined {
  if (badges.includes('missing')) return 'Figma no longer has this image.';
  if (details?.problem) return details.problem;
  if (details?.isAnimated) return 'This is an animation: only its first frame could be kept.';
  if (badges.includes('over-4096'))
    return `${width} × ${height}: Figma accepts at most ${LARGEST_SIDE} pixels per side.`;
  return undefined;
}
