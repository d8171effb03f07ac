import { type QuantizeOptions, quantizeSteps } from '@kcolors/core';
import { reduceToFit } from './budget/reduce-to-fit.ts';
import { compressDecoded, DECODED, report } from './compress-decoded.ts';
import { type CompressSettings, resolveCompressOptions } from './compress-options.ts';
import type { CompressOptions, CompressResult } from './compress-types.ts';
import { type CoreSession, openCoreSession } from './core-session.ts';
import { decodeImage } from './decode.ts';
import { guarded } from './guard.ts';
import { resizeSource } from './resize-source.ts';
import type { DecodedImage } from './types.ts';

/**
 * Returns a smaller file of an image, and a report about it. The file is decoded, reduced to a palette with k-means,
 * and encoded again. If that saves too little, the original is returned, unless `ifNotSmaller` is `'result'` or `resize`
 * reduced the image.
 * A single picture never replaces an animation of the same format. Equal bytes and options give equal bytes in Node and browsers.
 *
 * @param bytes - a PNG, JPEG, WebP, GIF, BMP, TIFF or ICO file, or AVIF or HEIC with `decoders`; the array is not modified
 * @throws {CodecError} the codes of `decodeImage` and `'codec-failed'`; `'invalid-option'` for an invalid option;
 * `'cannot-strip'` if the original cannot be stripped as `metadata: 'strip'` requires; `'unsupported-feature'` for high
 * dynamic range in any format but PNG.
 * @throws {QuantizeError} if an option in `quantize` or `resize` is invalid.
 * @throws `signal.reason` if the signal is aborted.
 * @example
 * const { bytes, outcome, notes } = await compressImage(await readFile('photo.png'), { quantize: { maxColors: 32 } });
 */
export function compressImage(bytes: Uint8Array, options: CompressOptions = {}): Promise<CompressResult> {
  return guarded('compressed', options, (checked) => compress(bytes, checked));
}

async function compress(bytes: Uint8Array, options: CompressOptions): Promise<CompressResult> {
  const settings = resolveCompressOptions(options);
  settings.signal?.throwIfAborted();
  report(settings, 'decode', 0);
  const decoded = await decodeImage(bytes, settings);
  const { allowResize, maxBytes, resize } = settings;
  const result = await compressAtSize(bytes, decoded, settings);
  if (!allowResize || maxBytes === undefined) return result;
  const { onProgress: _, ...quiet } = settings; // the first size is most of the work
  return reduceToFit(result, maxBytes, (maxSide) =>
    compressAtSize(bytes, decoded, { ...quiet, resize: { ...resize, maxSide } }),
  );
}

/** Compresses a decoded image in the size that the settings require. */
async function compressAtSize(
  bytes: Uint8Array,
  original: DecodedImage,
  settings: CompressSettings,
): Promise<CompressResult> {
  const decoded = await resizeSource(bytes, original, settings, (share) =>
    report(settings, 'decode', (DECODED * (1 + share)) / 2),
  );
  const { image } = decoded;
  if (settings.quality === undefined) {
    const quantize = (quantizeOptions: QuantizeOptions) => quantizeSteps(image, quantizeOptions);
    return compressDecoded({ bytes, decoded, quantize }, settings);
  }
  // A search quantizes many times: a session counts the colors of the image once.
  let core: CoreSession | undefined;
  const quantize = (quantizeOptions: QuantizeOptions) => {
    core ??= openCoreSession(image, quantizeOptions);
    const { changes, session } = core.for(quantizeOptions);
    return session.quantizeSteps(changes);
  };
  try {
    return await compressDecoded({ bytes, decoded, quantize }, settings);
  } finally {
    core?.close();
  }
}
