import type { RgbaImage } from '@kcolors/core';
import { CodecError } from '../errors.ts';
import type { Encoders, ImageEncoderOptions } from '../hooks.ts';
import { isMemoryError, outOfMemory } from '../memory-error.ts';

/** Maximum width and height of the format. */
const MAX_SIDE = 65_536;

/** @throws {CodecError} `'too-large'` if an AVIF cannot have so many rows or columns. */
export function checkAvifSize({ height, width }: Pick<RgbaImage, 'height' | 'width'>): void {
  if (width <= MAX_SIDE && height <= MAX_SIDE) return;
  throw new CodecError(
    'too-large',
    `An AVIF can have at most 65536 × 65536 pixels but this is ${width} × ${height}.`,
  );
}

/**
 * Encodes an AVIF with the encoder of the caller.
 * @throws {CodecError} `'codec-failed'` if it rejects.
 */
export async function encodeWithHook(
  { avif }: Encoders,
  image: RgbaImage,
  options: ImageEncoderOptions,
): Promise<Uint8Array> {
  try {
    return await avif!(image, options);
  } catch (error) {
    if (error instanceof CodecError) throw error;
    if (isMemoryError(error)) throw outOfMemory(error, 'written');
    throw new CodecError('codec-failed', 'The AVIF encoder failed.', error);
  }
}
