import { latin1, plainBytes, startsWith, u16le, u32be, u32le } from './bytes.ts';
import { CodecError } from './errors.ts';
import type { InputFormat } from './types.ts';

/** Signatures of the supported formats. */
const SUPPORTED: readonly [InputFormat, (bytes: Uint8Array) => boolean][] = [
  ['png', (bytes) => startsWith(bytes, '\x89PNG\r\n\x1a\n')],
  ['jpeg', (bytes) => startsWith(bytes, '\xff\xd8')],
  ['webp', (bytes) => startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)],
  ['gif', (bytes) => startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')],
  ['bmp', isBmp],
  [
    'tiff',
    (bytes) => (startsWith(bytes, 'II*\0') && !startsWith(bytes, 'CR', 8)) || startsWith(bytes, 'MM\0*'),
  ],
  ['ico', isIcon],
  ['avif', (bytes) => hasBrand(bytes, /avif|avis/)],
  ['heic', (bytes) => hasBrand(bytes, /hei[cmsx]|hev[cmsx]|mif1|msf1/)],
];

/** Signatures of known formats that are not supported, with their names in messages. */
const UNSUPPORTED: readonly [name: string, test: (bytes: Uint8Array) => boolean][] = [
  ['a JPEG XL image', (bytes) => startsWith(bytes, '\xff\x0a') || startsWith(bytes, '\0\0\0\x0cJXL ')],
  [
    'a JPEG 2000 image',
    (bytes) => startsWith(bytes, '\0\0\0\x0cjP  ') || startsWith(bytes, '\xff\x4f\xff\x51'),
  ],
  ['the raw data of a Canon camera (CR2)', (bytes) => startsWith(bytes, 'II*\0')],
  ['a BigTIFF image', (bytes) => startsWith(bytes, 'II+\0') || startsWith(bytes, 'MM\0+')],
  ['a Photoshop document (PSD)', (bytes) => startsWith(bytes, '8BPS')],
  ['a QOI image', (bytes) => startsWith(bytes, 'qoif')],
  ['a Radiance HDR image', (bytes) => startsWith(bytes, '#?RADIANCE') || startsWith(bytes, '#?RGBE')],
  ['an OpenEXR image', (bytes) => startsWith(bytes, 'v/1\x01')],
  ['a PNM image', (bytes) => /^P[1-7]\s/.test(latin1(bytes, 0, 3))],
  ['a PDF document', (bytes) => startsWith(bytes, '%PDF-')],
];

/**
 * Returns the format of an image file by its first bytes. The name of the file is not used.
 * @throws {CodecError} `'empty-file'`, `'unsupported-format'`, `'not-an-image'` or `'damaged'`. The message names what
 * the bytes are, if that is known.
 */
export function sniffFormat(file: Uint8Array): InputFormat {
  const bytes = plainBytes(file);
  if (bytes.length === 0) throw new CodecError('empty-file', 'The file is empty: 0 bytes.');
  const supported = SUPPORTED.find(([, test]) => test(bytes));
  if (supported) return supported[0];
  const unsupported = UNSUPPORTED.find(([, test]) => test(bytes));
  if (unsupported) {
    throw new CodecError(
      'unsupported-format',
      `Expected PNG, JPEG, WebP, GIF, BMP, TIFF or ICO but this is ${unsupported[0]}: convert it to PNG first.`,
    );
  }
  throw unknownFormatError(bytes);
}

function isBmp(bytes: Uint8Array): boolean {
  const headerSize = u32le(bytes, 14);
  return startsWith(bytes, 'BM') && (headerSize === 12 || (headerSize >= 16 && headerSize <= 256));
}

/** Returns whether a file is a Windows icon or cursor: its first picture starts after its directory. */
function isIcon(bytes: Uint8Array): boolean {
  const count = u16le(bytes, 4);
  const isKnown = startsWith(bytes, '\0\0\x01\0') || startsWith(bytes, '\0\0\x02\0');
  return isKnown && count > 0 && u32le(bytes, 18) >= 6 + 16 * count;
}

/** Returns whether the `ftyp` box at the start lists a brand (ISO/IEC 14496-12). */
function hasBrand(bytes: Uint8Array, brand: RegExp): boolean {
  return startsWith(bytes, 'ftyp', 4) && brand.test(latin1(bytes, 8, Math.min(u32be(bytes, 0), 128) - 8));
}

/** Returns the error for bytes of no known format: a text file, a damaged transfer, or unknown bytes. */
function unknownFormatError(bytes: Uint8Array): CodecError {
  const text = latin1(bytes, 0, 1024)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (text.startsWith('version https://git-lfs.github.com/')) {
    return new CodecError(
      'not-an-image',
      'This is a Git LFS pointer, not the image itself: run "git lfs pull" first.',
    );
  }
  if (/^.?PNG[\r\n]/.test(text)) {
    return new CodecError(
      'damaged',
      'The signature of this PNG is damaged, probably by a file transfer in text mode.',
    );
  }
  if (/<svg[\s>]/i.test(text)) {
    return new CodecError(
      'unsupported-format',
      'This is an SVG drawing: it stores shapes, not pixels, so its colors cannot be reduced.',
    );
  }
  if (/^<(!doctype html|html|head|body)/i.test(text)) {
    return new CodecError(
      'not-an-image',
      'This is an HTML page, not an image: the download probably went wrong.',
    );
  }
  return new CodecError(
    'not-an-image',
    'Expected PNG, JPEG, WebP, GIF, BMP, TIFF or ICO but the bytes are none of these.',
  );
}
