import { stripHeif } from './avif/strip.ts';
import { stripBmp } from './bmp/strip.ts';
import { plainBytes, sameBytes } from './bytes.ts';
import { stripGif } from './gif/strip.ts';
import { guardedSync } from './guard.ts';
import { stripIcon } from './ico/strip.ts';
import { stripJpeg } from './jpeg/strip.ts';
import { CREDENTIALS_DROPPED } from './metadata/content-credentials.ts';
import type { Stripped } from './metadata/stripped.ts';
import { stripPng } from './png/strip.ts';
import { sniffFormat } from './sniff.ts';
import { stripTiff } from './tiff/strip.ts';
import type { EncodedImage, InputFormat } from './types.ts';
import { stripWebp } from './webp/strip.ts';

const STRIPPERS: Readonly<Record<InputFormat, (bytes: Uint8Array) => Stripped>> = {
  png: stripPng,
  jpeg: stripJpeg,
  webp: stripWebp,
  gif: stripGif,
  bmp: stripBmp,
  tiff: stripTiff,
  ico: stripIcon,
  avif: stripHeif,
  heic: stripHeif,
};

const ORIENTATION_STAYS = 'Its orientation was kept, as the picture is stored turned.';

/**
 * Returns an image file without its metadata. The coded pixels of all frames, the color profile, the timing of an
 * animation and the orientation stay. EXIF, XMP, IPTC, text, density, thumbnails, Content Credentials, unknown chunks
 * and bytes after the end of the picture are removed.
 * @returns the file and notes; `bytes` is the input array itself if there is nothing to remove
 * @throws {CodecError} `'cannot-strip'` if a part of the picture, such as an HDR gain map, would be lost; the codes of
 * `readHeader` otherwise.
 */
export function stripMetadata(bytes: Uint8Array): EncodedImage {
  return guardedSync('written', () => strip(bytes));
}

function strip(bytes: Uint8Array): EncodedImage {
  const plain = plainBytes(bytes);
  const stripped = STRIPPERS[sniffFormat(plain)](plain);
  if (sameBytes(stripped.bytes, plain)) return { bytes, notes: [] };
  return {
    bytes: stripped.bytes,
    notes: [
      ...(stripped.orientation === 1 ? [] : [ORIENTATION_STAYS]),
      ...(stripped.lost ? [stripped.lost] : []),
      ...(stripped.hadCredentials ? [CREDENTIALS_DROPPED] : []),
    ],
  };
}
