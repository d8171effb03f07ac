import type { RgbaImage } from '@kcolors/core';
import decodeWithJpegJs from 'jpeg-js/lib/decoder.js';
import { concatBytes } from '../bytes.ts';
import { CodecError } from '../errors.ts';
import { isMemoryError, outOfMemory } from '../memory-error.ts';

/** APP14 segment of Adobe for inverted CMYK: version 100, no flags, no color transform. */
const ADOBE_SEGMENT = Uint8Array.of(0xff, 0xee, 0, 14, 65, 100, 111, 98, 101, 0, 100, 0, 0, 0, 0, 0);
const MAX_MEGABYTES = 1024; // of working memory: enough for about 40 million pixels

/**
 * Decodes a JPEG of four components with jpeg-js, because MozJPEG cannot. Without an Adobe segment, CMYK is assumed to be
 * inverted as well, as in practice: red is then C · K / 255.
 * @throws {CodecError} `'damaged'`, `'too-large'` or `'out-of-memory'`
 */
export function decodeCmykJpeg(bytes: Uint8Array, hasAdobe: boolean): RgbaImage {
  const marked = hasAdobe ? bytes : concatBytes([bytes.subarray(0, 2), ADOBE_SEGMENT, bytes.subarray(2)]);
  try {
    return decodeWithJpegJs(marked, {
      useTArray: true,
      formatAsRGBA: true,
      tolerantDecoding: false,
      maxResolutionInMP: Number.POSITIVE_INFINITY,
      maxMemoryUsageInMB: MAX_MEGABYTES,
    });
  } catch (error) {
    if (isMemoryError(error)) throw outOfMemory(error, 'read');
    if (error instanceof Error && /limit exceeded/.test(error.message)) {
      throw new CodecError(
        'too-large',
        'Expected at most about 40 million pixels in a CMYK JPEG but this one has more.',
        error,
      );
    }
    // The message of jpeg-js is not shown: often it is that of a failed property access.
    throw new CodecError('damaged', 'The JPEG is damaged: its CMYK pixels cannot be decoded.', error);
  }
}
