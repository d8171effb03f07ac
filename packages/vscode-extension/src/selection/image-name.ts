import { needsDecoder, promisedFormat } from '@kcolors/codecs';

/** Whether the host is a browser, which decodes AVIF. */
const hasBrowserDecoder = typeof createImageBitmap === 'function';

/** Whether the extension of a file name belongs to an image format that can be compressed. */
export function isImageName(name: string): boolean {
  const format = promisedFormat(name);
  return format !== undefined && (!needsDecoder(format) || hasBrowserDecoder);
}
