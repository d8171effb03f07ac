import { startsWith, u16be, u16le, u32be, u32le } from '../bytes.ts';

const ORIENTATION_TAG = 0x0112;
/** Tag of the directory with the tags of Exif itself. */
const EXIF_TAG = 0x8769;
/** Types of values. */
const SHORT = 3;
const LONG = 4;

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
  const entry = isExif(exif) ? findEntry(exif, firstDirectory(exif), ORIENTATION_TAG) : undefined;
  return entry?.type === SHORT ? entry.at : undefined;
}

/** An entry of a directory. */
interface Entry {
  readonly type: number;
  /** Byte offset of its value, or of the offset of a longer one. */
  readonly at: number;
}

const firstDirectory = (exif: Uint8Array): number => readers(exif).u32(exif, 4);

/** Returns the first entry of a tag in the directory at a byte offset. */
function findEntry(exif: Uint8Array, directory: number, tag: number): Entry | undefined {
  const { u16 } = readers(exif);
  const count = u16(exif, directory);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > exif.length) return undefined;
    if (u16(exif, entry) === tag) return { type: u16(exif, entry + 2), at: entry + 8 };
  }
  return undefined;
}

const readers = (exif: Uint8Array) =>
  isLittleEndian(exif) ? { u16: u16le, u32: u32le } : { u16: u16be, u32: u32be };

/** Returns a copy of an EXIF structure in which the tags of the image size, where present, have these values. */
export function withPixelSize(
  exif: Uint8Array,
  { height, width }: { readonly width: number; readonly height: number },
): Uint8Array {
  if (!isExif(exif)) return exif;
  const copy = new Uint8Array(exif);
  const view = new DataView(copy.buffer);
  const set = (directory: number, tag: number, value: number) => {
    const entry = findEntry(copy, directory, tag);
    if (entry?.type === LONG) view.setUint32(entry.at, value, isLittleEndian(copy));
    if (entry?.type === SHORT) view.setUint16(entry.at, value, isLittleEndian(copy));
  };
  const first = firstDirectory(copy);
  set(first, 0x0100, width);
  set(first, 0x0101, height);
  const pointer = findEntry(copy, first, EXIF_TAG);
  if (pointer?.type !== LONG) return copy;
  const second = readers(copy).u32(copy, pointer.at);
  set(second, 0xa002, width);
  set(second, 0xa003, height);
  return copy;
}
