import { startsWith, u16be, u16le, u32be, u32le } from '../bytes.ts';

const ORIENTATION_TAG = 0x0112;

/** EXIF orientation: 1 is upright, 2 to 8 are rotated or mirrored. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Returns the orientation of an EXIF structure (`II*\0` or `MM\0*`); 1 if there is none. */
export function readOrientation(exif: Uint8Array | undefined): Orientation {
  const at = exif && findOrientation(exif);
  if (!at) return 1;
  const value = isLittleEndian(exif) ? u16le(exif, at) : u16be(exif, at);
  return value >= 1 && value <= 8 ? (value as Orientation) : 1;
}

/** Returns the EXIF structure with orientation 1; a copy if it had another one. */
export function withUprightOrientation(exif: Uint8Array): Uint8Array {
  if (readOrientation(exif) === 1) return exif;
  const at = findOrientation(exif)!;
  const copy = new Uint8Array(exif);
  copy[at] = isLittleEndian(exif) ? 1 : 0;
  copy[at + 1] = isLittleEndian(exif) ? 0 : 1;
  return copy;
}

/** Returns the smallest EXIF structure with an orientation: one directory with one entry. */
export function orientationExif(orientation: Orientation): Uint8Array {
  const entry = [1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]; // tag, type SHORT, one value
  return Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0);
}

/** Returns whether bytes start like an EXIF structure. */
export function isExif(bytes: Uint8Array): boolean {
  return startsWith(bytes, 'II*\0') || startsWith(bytes, 'MM\0*');
}

function isLittleEndian(exif: Uint8Array): boolean {
  return exif[0] === 0x49;
}

/** Returns the byte offset of the orientation value in the first directory. */
function findOrientation(exif: Uint8Array): number | undefined {
  if (!isExif(exif)) return undefined;
  const u16 = isLittleEndian(exif) ? u16le : u16be;
  const directory = isLittleEndian(exif) ? u32le(exif, 4) : u32be(exif, 4);
  const count = u16(exif, directory);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > exif.length) return undefined;
    if (u16(exif, entry) === ORIENTATION_TAG && u16(exif, entry + 2) === 3) return entry + 8;
  }
  return undefined;
}
