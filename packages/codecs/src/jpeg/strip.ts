import { concatBytes, latin1Bytes, u16be, u16beBytes } from '../bytes.ts';
import { CodecError } from '../errors.ts';
import { orientationExif, readOrientation } from '../metadata/exif.ts';
import type { Stripped } from '../metadata/stripped.ts';
import { EXIF, ICC, isCredentials, isOf } from './kinds.ts';
import { readJpeg, type Segment } from './markers.ts';
import { DROPPED_PARTS, findOtherPart, isPartOfPicture, otherPartName } from './other-parts.ts';

const JFIF = 'JFIF\0';
const ADOBE = 'Adobe';
/** Bytes of a JFIF segment without thumbnail and of an Adobe segment, including marker and length. */
const JFIF_BYTES = 18;
const ADOBE_BYTES = 16;

/**
 * Removes application data, comments, further pictures, bytes between segments and bytes after the end marker of a JPEG.
 * The coded picture, the color profile, the orientation and the segments that affect colors stay.
 * @throws {CodecError} `'cannot-strip'` for a gain map or further views.
 */
export function stripJpeg(bytes: Uint8Array): Stripped {
  const file = readJpeg(bytes);
  const part = findOtherPart(file);
  if (part && isPartOfPicture(part)) {
    throw new CodecError(
      'cannot-strip',
      `The JPEG holds ${otherPartName(part)} that would be lost with its metadata: it was left as it is.`,
    );
  }
  const { segments } = file;
  const exif = segments.find((segment) => isOf(segment, 0xe1, EXIF));
  const orientation = readOrientation(exif?.data.subarray(EXIF.length));
  const jfif = segments.find((segment) => isOf(segment, 0xe0, JFIF) && segment.bytes.length >= JFIF_BYTES);
  const parts = [bytes.subarray(0, 2)];
  if (jfif) parts.push(plainJfif(jfif));
  if (orientation !== 1) {
    const data = concatBytes([latin1Bytes(EXIF), orientationExif(orientation)]);
    parts.push(Uint8Array.of(0xff, 0xe1), u16beBytes(data.length + 2), data);
  }
  for (const segment of segments) {
    if (isOf(segment, 0xee, ADOBE)) parts.push(plainAdobe(segment));
    else if (isOf(segment, 0xe2, ICC) || isCoding(segment)) parts.push(segment.bytes);
  }
  parts.push(Uint8Array.of(0xff, 0xd9));
  return {
    bytes: concatBytes(parts),
    orientation,
    hadCredentials: segments.some(isCredentials),
    lost: part === 'pictures' || part === 'data' ? DROPPED_PARTS[part] : undefined,
  };
}

/** Returns whether a segment is needed to decode the pixels: frame, table or scan. */
const isCoding = ({ marker }: Segment): boolean =>
  (marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xda && marker <= 0xdf);

/** Returns the JFIF segment without thumbnail and density. The aspect ratio of non-square pixels stays. */
function plainJfif({ bytes }: Segment): Uint8Array {
  const plain = bytes.slice(0, JFIF_BYTES);
  plain.set(u16beBytes(JFIF_BYTES - 2), 2);
  const isSquare = u16be(plain, 12) === u16be(plain, 14);
  plain[11] = 0;
  if (isSquare) plain.set([0, 1, 0, 1], 12);
  plain.set([0, 0], 16);
  return plain;
}

/** Returns the Adobe segment without the data after its color transform. */
function plainAdobe({ bytes }: Segment): Uint8Array {
  const plain = bytes.slice(0, ADOBE_BYTES);
  plain.set(u16beBytes(plain.length - 2), 2);
  return plain;
}
