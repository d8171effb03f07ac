import type { InputFormat } from '@kcolors/codecs';
import { mainColorsOf } from '../palette/main-colors.ts';
import type { Workers } from '../workers/workers.ts';
import type { Look } from './markdown.ts';

const MAX_PIXELS = 30_000; // of the thumbnail: sharp in a hover, and far below the text limit of a hover
const COLORS = 6;

/**
 * Makes a thumbnail of an image and finds its main colors, in a thread. Transfers the bytes to the thread.
 */
export function lookAt(
  bytes: Uint8Array,
  own: InputFormat,
  workers: Workers,
  signal: AbortSignal,
): Promise<Look> {
  // Use another format: an animation in its own format would be kept at full size.
  const format = own === 'webp' ? 'png' : 'webp';
  const quantize = { maxColors: 256, dither: 0 };
  return workers.use(async (codecs) => {
    const options = { format, quantize, metadata: 'omit', maxPreviewPixels: MAX_PIXELS } as const;
    const { file, height, width } = await codecs.preview(bytes, options);
    const colors = await mainColorsOf(bytes, COLORS, codecs);
    return { width, height, picture: file, type: `image/${format}`, colors };
  }, signal);
}
