import { CodecError, damaged } from '../errors.ts';
import type { Decoders, ExternalFormat } from '../hooks.ts';
import { applyOrientation } from '../image/orientation.ts';
import { checkDimensions } from '../limits.ts';
import { isMemoryError, outOfMemory } from '../memory-error.ts';
import type { DecodedImage } from '../types.ts';
import { checkItems, readHeif } from './items.ts';
import { heifImageHeader, heifOrientation, readHeifMetadata } from './read.ts';

const MISSING: Readonly<Record<ExternalFormat, string>> = {
  avif: 'Reading AVIF needs an add-on: run "npm install @kcolors/avif", or convert the image to PNG first.',
  heic: 'Reading HEIC needs a decoder of your own, as decoders.heic; or convert the image to JPEG or PNG first.',
};

const NAMES: Readonly<Record<ExternalFormat, string>> = { avif: 'AVIF', heic: 'HEIC' };

/**
 * Decodes an AVIF or HEIC with a decoder of the caller, after its size is checked.
 * @throws {CodecError} `'unsupported-format'` without a decoder; `'damaged'` if the decoder rejects.
 */
export async function decodeHeif(
  bytes: Uint8Array,
  format: ExternalFormat,
  maxPixels: number,
  decoders: Decoders = {},
): Promise<DecodedImage> {
  const decode = decoders[format];
  if (!decode) throw new CodecError('unsupported-format', MISSING[format]);
  const file = readHeif(bytes);
  const header = heifImageHeader(file, format);
  const { width, height, bitDepth, animated } = header;
  checkDimensions(width, height, maxPixels);
  checkItems(file);
  const { data, isSrgb, isUpright, ...size } = await decode(bytes).catch((error: unknown) => {
    if (error instanceof CodecError) throw error;
    if (isMemoryError(error)) throw outOfMemory(error, 'read');
    throw new CodecError('damaged', `The ${NAMES[format]} is damaged: its decoder failed.`, error);
  });
  const orientation = heifOrientation(file);
  const isTurned = isUpright === true && orientation >= 5;
  if (size.width !== (isTurned ? height : width) || size.height !== (isTurned ? width : height)) {
    throw damaged(`The ${NAMES[format]} decodes to another size than its header says.`);
  }
  if (data.length !== 4 * width * height) {
    throw new CodecError(
      'codec-failed',
      `Expected ${4 * width * height} bytes of a decoder but received ${data.length}.`,
    );
  }
  const image = { data, ...size };
  const { metadata, notes } = readHeifMetadata(file);
  const { chunks: _, icc: __, ...colorless } = metadata;
  return {
    header,
    image: isUpright ? image : applyOrientation(image, orientation),
    metadata: isSrgb ? colorless : metadata,
    notes: [
      ...(animated ? ['Only the first picture of an animation was read.'] : []),
      ...(bitDepth > 8 ? [`${bitDepth} bits per channel were reduced to 8.`] : []),
      ...notes,
    ],
  };
}
