import { CodecError, damaged } from '../errors.ts';
import type { JpegFile } from './markers.ts';

/** Number of scans that every image may have. Encoders write 10 to 20, and scan optimizers a few more. */
const SCANS = 32;
/** Maximum number of pixels in all further scans: they take a fraction of a second. */
const FURTHER_PIXELS = 2 ** 28;
/** Decoding time of a CMYK scan in jpeg-js relative to MozJPEG. */
const CMYK_SLOWDOWN = 8;

/**
 * Rejects a JPEG that would take far longer to decode than others of its size, or whose data is too short for its pixels.
 * libjpeg would process all pixels before it reports either.
 * @throws {CodecError} `'too-large'` or `'damaged'`
 */
export function checkWork({ header, components, scans, codedBytes }: JpegFile): void {
  const { width, height } = header;
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  if (8 * codedBytes < blocks) {
    // In the first scan, a block needs at least one bit, the shortest Huffman code.
    throw damaged(
      `The JPEG is damaged: ${codedBytes} bytes of image data are too few for ${width} × ${height} pixels.`,
    );
  }
  const furtherPixels = FURTHER_PIXELS / (components === 4 ? CMYK_SLOWDOWN : 1);
  const maxScans = SCANS + Math.floor(furtherPixels / (width * height));
  if (scans <= maxScans) return;
  throw new CodecError(
    'too-large',
    `Expected at most ${maxScans} scans in a JPEG of ${width} × ${height} pixels but found ${scans}, which take too long.`,
  );
}
