import { type QuantizeOptions, quantizeSteps } from '@kcolors/core';
import { compressDecoded, report } from './compress-decoded.ts';
import { resolveCompressOptions } from './compress-options.ts';
import { decodeImage } from './decode.ts';
import { guarded } from './guard.ts';
import { type KeptSession, keepSession } from './session/kept-session.ts';
import type { CompressOptions, CompressResult } from './types.ts';

/**
 * Compresses an image file: decodes it, reduces its colors with k-means, encodes it, and reports. The bytes that
 * come back are never more than those that came in, unless `ifLarger` is `'result'`; an animation is never
 * replaced by a still in the same format. The same bytes and options give the same bytes, in Node and browsers.
 *
 * @throws {CodecError} when the file cannot be read or an option is not what it should be.
 * @throws {QuantizeError} when an option of the quantizer is not what it should be.
 * @throws `signal.reason` when the signal was aborted.
 * @example
 * const { bytes, outcome, notes } = await compressImage(await readFile('photo.png'), { quantize: { maxColors: 32 } });
 */
export function compressImage(bytes: Uint8Array, options: CompressOptions = {}): Promise<CompressResult> {
  return guarded('compressed', options, (given) => compress(bytes, given));
}

async function compress(bytes: Uint8Array, options: CompressOptions): Promise<CompressResult> {
  const settings = resolveCompressOptions(options);
  settings.signal?.throwIfAborted();
  report(settings, 'decode', 0);
  const decoded = await decodeImage(bytes, settings);
  const { image } = decoded;
  if (settings.quality === undefined) {
    const quantize = (given: QuantizeOptions) => quantizeSteps(image, given);
    return compressDecoded({ bytes, decoded, quantize }, settings);
  }
  // A look is searched for: the image is counted once.
  let kept: KeptSession | undefined;
  const quantize = (given: QuantizeOptions) => {
    kept ??= keepSession(image, given);
    const { changes, session } = kept.for(given);
    return session.quantizeSteps(changes);
  };
  try {
    return await compressDecoded({ bytes, decoded, quantize }, settings);
  } finally {
    kept?.close();
  }
}
