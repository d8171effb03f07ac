import { CodecError, damaged } from '../errors.ts';
import type { JpegFile } from './markers.ts';

/** Scans that an image of any size may have. Encoders write 10 to 20; scripts that look for the best ones a few more. */
const SCANS = 32;
/** Pixels that all further scans may go through together: a fraction of a second. */
const FURTHER = 2 ** 28;
/** How many times as long a scan takes where jpeg-js decodes it. */
const SLOWNESS_OF_CMYK = 8;

/**
 * Refuses a JPEG whose decoding would take far longer than that of others of its size, and one whose data cannot be enough
 * for its pixels: libjpeg would go through all of them first.
 * @throws {CodecError} `'too-large'` or `'damaged'`
 */
export function checkWork({ header, components, scans, codedBytes }: JpegFile): void {
  const { width, height } = header;
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  if (8 * codedBytes < blocks) {
    // Each block takes at least the shortest Huffman code, a bit, in the first scan.
    throw damaged(
      `The JPEG is damaged: ${codedBytes} bytes of image data are too few for ${width} × ${height} pixels.`,
    );
  }
  const further = FURTHER / (components === 4 ? SLOWNESS_OF_CMYK : 1);
  const most = SCANS + Math.floor(further / (width * height));
  if (scans <= most) return;
  throw new CodecError(
    'too-large',
    `Expected at most ${most} scans in a JPEG of ${width} × ${height} pixels but found ${scans}, which take too long.`,
  );
}
