import { u16beBytes, u32beBytes, u32leBytes } from '../bytes.ts';
import { CodecError, damaged } from '../errors.ts';
import { readOrientation } from '../metadata/exif.ts';
import type { Stripped } from '../metadata/stripped.ts';
import { isWhole, numbersOf, readTiff, type TiffDirectory, type TiffFile } from './directory.ts';
import { tiffExif } from './exif.ts';
import { pagesOf } from './page.ts';
import { TAG } from './tags.ts';

/** Tags that say how pixels are stored and what their colors mean. */
const KEPT: readonly number[] = [
  254, 255, 256, 257, 258, 259, 262, 263, 266, 273, 274, 277, 278, 279, 280, 281, 284, 290, 291, 292, 293,
  301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 334, 336, 338, 339, 340, 341, 347, 529, 530, 531,
  532, 34675,
];
const ENTRY_BYTES = 12;
/** All parts that are kept have at most this many times the bytes of the file: they do not overlap. */
const MAX_COPIES = 2;

/**
 * Removes all tags of a TIFF except those of its pixels and colors. Bytes that no page refers to become 0: what they hold is
 * not known.
 * @throws {CodecError} `'cannot-strip'` if pixels are stored outside of strips and tiles.
 */
export function stripTiff(bytes: Uint8Array): Stripped {
  const file = readTiff(bytes);
  const out = new Uint8Array(bytes.length);
  out.set(bytes.subarray(0, 8));
  let end = 8;
  let left = MAX_COPIES * bytes.length;
  const keep = (from: number, length: number) => {
    const to = Math.min(bytes.length, from + length);
    if (to <= from) return;
    left -= to - from;
    if (left < 0) throw damaged('The TIFF is damaged: its parts overlap.');
    out.set(bytes.subarray(from, to), from);
    end = Math.max(end, to);
  };
  for (const directory of file.directories) {
    const directoryEnd = keepDirectory(file, directory, out, keep);
    end = Math.max(end, directoryEnd);
  }
  const orientation = readOrientation(tiffExif(file, pagesOf(file)[0]!));
  return { bytes: out.subarray(0, end), orientation, hadCredentials: false };
}

/** Writes a directory without its other tags, and returns where it ends. */
function keepDirectory(
  { bytes, isLittleEndian }: TiffFile,
  directory: TiffDirectory,
  out: Uint8Array,
  keep: (from: number, length: number) => void,
): number {
  const { at, entries, next } = directory;
  const kept = [...entries.values()].filter((entry) => KEPT.includes(entry.tag) && isWhole(entry));
  for (const [offsets, lengths] of [
    [TAG.stripOffsets, TAG.stripBytes],
    [TAG.tileOffsets, TAG.tileBytes],
  ] as const) {
    const starts = numbersOf({ isLittleEndian }, directory, offsets);
    const sizes = numbersOf({ isLittleEndian }, directory, lengths);
    if (starts.length > sizes.length) {
      throw new CodecError(
        'cannot-strip',
        'The TIFF does not say where its pixels end: metadata may follow.',
      );
    }
    for (const [i, start] of starts.entries()) keep(start, sizes[i]!);
  }
  for (const { data } of kept) if (data.length > 4) keep(data.byteOffset - bytes.byteOffset, data.length);
  const short = (value: number) => (isLittleEndian ? u16beBytes(value).reverse() : u16beBytes(value));
  const long = isLittleEndian ? u32leBytes : u32beBytes;
  const end = at + 6 + ENTRY_BYTES * kept.length;
  out.set(short(kept.length), at);
  for (const [i, { data, tag, type, count }] of kept.entries()) {
    const to = at + 2 + ENTRY_BYTES * i;
    const value = data.length > 4 ? long(data.byteOffset - bytes.byteOffset) : data;
    out.fill(0, to, to + ENTRY_BYTES);
    out.set([...short(tag), ...short(type), ...long(count), ...value], to);
  }
  out.set(long(next), end - 4);
  return end;
}
