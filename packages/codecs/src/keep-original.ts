import type { CompressSettings } from './compress-options.ts';
import type { CompressResult } from './compress-types.ts';
import { CodecError } from './errors.ts';
import { rowsOf } from './image/rows.ts';
import { stripMetadata } from './strip-metadata.ts';
import type { DecodedImage, EncodedImage } from './types.ts';

const STRIPPED = 'Its metadata was removed; its pixels are unchanged.';

/** Returns the original, without metadata for `metadata: 'strip'`, or the error that prevents stripping. */
export function originalFor(
  bytes: Uint8Array,
  { metadata }: Pick<CompressSettings, 'metadata'>,
): EncodedImage | CodecError {
  if (metadata !== 'strip') return { bytes, notes: [] };
  try {
    return stripMetadata(bytes);
  } catch (error) {
    if (error instanceof CodecError) return error;
    throw error;
  }
}

/**
 * Returns the original as the result of a compression, with the reason as a note.
 * @throws `original` if it is an error.
 */
export function keepOriginal(
  bytes: Uint8Array,
  { header, image }: DecodedImage,
  original: EncodedImage | CodecError,
  reason: string,
  settings: CompressSettings,
): CompressResult {
  if (original instanceof CodecError) throw original;
  const isStripped = original.bytes !== bytes;
  return {
    bytes: original.bytes,
    format: header.format,
    outcome: isStripped ? 'stripped' : 'kept',
    header,
    width: image.width,
    height: image.height,
    bytesBefore: bytes.length,
    bytesAfter: original.bytes.length,
    palette: [],
    mse: 0,
    psnr: Number.POSITIVE_INFINITY,
    ...(settings.quality !== undefined && { qualityScore: { score: 100, colors: 0 } }),
    notes: isStripped ? [reason, STRIPPED, ...original.notes] : [reason],
    pixels: { original: image, result: image, resultRows: (top, bottom) => rowsOf(image, top, bottom) },
    paletteBytes: new Uint8Array(0),
  };
}
