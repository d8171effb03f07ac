// What the page finds out of an image by its bytes: format, size of the file, whether it moves, and a small picture.
import { type InputFormat, readHeader } from '@kcolors/codecs';
import { LARGEST_SIDE } from '../../shared/protocol.ts';
import type { ImageEntry } from '../../shared/values.ts';
import { messageOf } from '../page/words.ts';

const THUMBNAIL = 72; // pixels: 36 on a dense screen

export interface Details {
  readonly bytes: number;
  readonly format: InputFormat | '';
  readonly isAnimated: boolean;
  readonly thumbnail?: HTMLCanvasElement;
  /** Why it cannot be read. */
  readonly problem?: string;
}

export async function inspect(bytes: Uint8Array): Promise<Details> {
  const thumbnail = await draw(bytes);
  const size = { bytes: bytes.length, ...(thumbnail && { thumbnail }) };
  try {
    const { format, animated } = readHeader(bytes);
    return { ...size, format, isAnimated: animated };
  } catch (error) {
    return { ...size, format: '', isAnimated: false, problem: messageOf(error) };
  }
}

/** A picture to tell images apart by. Colors need not be exact here, so the browser may draw it. */
async function draw(bytes: Uint8Array): Promise<HTMLCanvasElement | undefined> {
  try {
    const whole = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>]));
    const scale = Math.min(1, THUMBNAIL / Math.max(whole.width, whole.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(whole.width * scale));
    canvas.height = Math.max(1, Math.round(whole.height * scale));
    const context = canvas.getContext('2d')!;
    context.imageSmoothingQuality = 'high';
    context.drawImage(whole, 0, 0, canvas.width, canvas.height);
    whole.close();
    return canvas;
  } catch {
    return undefined;
  }
}

/** Why an image has to stay as it is, if it has to. */
export function whyNot({ badges, width, height }: ImageEntry, details?: Details): string | undefined {
  if (badges.includes('missing')) return 'Figma no longer has this image.';
  if (details?.problem) return details.problem;
  if (details?.isAnimated) return 'An animation: only its first frame could be kept.';
  if (badges.includes('over-4096'))
    return `${width} × ${height}: Figma takes back at most ${LARGEST_SIDE} pixels a side.`;
  return undefined;
}
