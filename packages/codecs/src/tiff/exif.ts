import { u16beBytes, u32beBytes, u32leBytes } from '../bytes.ts';
import {
  isWhole,
  numbersOf,
  readDirectory,
  type TiffDirectory,
  type TiffEntry,
  type TiffFile,
} from './directory.ts';
import { TAG } from './tags.ts';

/** Tags of a page that are EXIF data. The others describe how its pixels are stored. */
const OWN: readonly number[] = [
  TAG.description,
  TAG.make,
  TAG.model,
  TAG.orientation,
  TAG.software,
  TAG.dateTime,
  TAG.artist,
  TAG.copyright,
];
/** Directories that a page points to. */
const SUBDIRECTORIES: readonly number[] = [TAG.exif, TAG.gps];
/** Tags that hold positions in the file, which are wrong in a copy. */
const POSITIONS: readonly number[] = [TAG.makerNote, TAG.interoperability];

const MAX_VALUE = 2 ** 15; // more does not fit into a JPEG together with others
const LONG = 4;
const NO_ORIENTATION = 1;

/** Returns the EXIF data of a page as a file of its own: its texts, its orientation, and its EXIF and GPS directories. */
export function tiffExif(file: TiffFile, directory: TiffDirectory): Uint8Array | undefined {
  const keep = (entry: TiffEntry | undefined): entry is TiffEntry =>
    entry !== undefined && isWhole(entry) && entry.data.length <= MAX_VALUE;
  const own = OWN.map((tag) => directory.entries.get(tag)).filter(keep);
  const subdirectories = SUBDIRECTORIES.flatMap((tag) => {
    const pointer = directory.entries.get(tag);
    const at = keep(pointer) ? numbersOf(file, directory, tag)[0]! : 0;
    const found = readDirectory(file, at);
    const entries = [...(found?.entries.values() ?? [])].filter(
      (entry) => keep(entry) && !POSITIONS.includes(entry.tag),
    );
    return entries.length > 0 ? [{ tag, entries }] : [];
  });
  const isPlain = own.every(
    ({ tag }) => tag === TAG.orientation && numbersOf(file, directory, tag)[0] === NO_ORIENTATION,
  );
  if (isPlain && subdirectories.length === 0) return undefined;
  return writeExif(file.isLittleEndian, own, subdirectories);
}

function writeExif(
  isLittleEndian: boolean,
  own: readonly TiffEntry[],
  subdirectories: readonly { readonly tag: number; readonly entries: readonly TiffEntry[] }[],
): Uint8Array {
  const number = isLittleEndian ? u32leBytes : u32beBytes;
  const pointerTo = (tag: number, at: number): TiffEntry => ({ tag, type: LONG, count: 1, data: number(at) });
  const pointers = (ats: readonly number[]) =>
    subdirectories.map(({ tag }, i) => pointerTo(tag, ats[i] ?? 0));
  let at = 8 + sizeOf([...own, ...pointers([])]);
  const ats = subdirectories.map(({ entries }) => {
    const start = at;
    at += sizeOf(entries);
    return start;
  });
  const out = new Uint8Array(at);
  const order = isLittleEndian ? 0x49 : 0x4d;
  out.set([order, order, ...(isLittleEndian ? [42, 0] : [0, 42]), ...number(8)]);
  writeDirectory(out, 8, [...own, ...pointers(ats)], isLittleEndian);
  for (const [i, { entries }] of subdirectories.entries())
    writeDirectory(out, ats[i]!, entries, isLittleEndian);
  return out;
}

/** Bytes that the values of an entry need in addition to the entry: an even number. */
const outside = ({ data }: TiffEntry): number => (data.length > 4 ? data.length + (data.length & 1) : 0);

const sizeOf = (entries: readonly TiffEntry[]): number =>
  6 + entries.reduce((sum, entry) => sum + 12 + outside(entry), 0);

function writeDirectory(
  out: Uint8Array,
  at: number,
  entries: readonly TiffEntry[],
  isLittleEndian: boolean,
): void {
  const short = (value: number) => (isLittleEndian ? u16beBytes(value).reverse() : u16beBytes(value));
  const long = isLittleEndian ? u32leBytes : u32beBytes;
  const sorted = [...entries].sort((one, other) => one.tag - other.tag);
  out.set(short(sorted.length), at);
  let valueAt = at + 6 + 12 * sorted.length;
  for (const [i, entry] of sorted.entries()) {
    const to = at + 2 + 12 * i;
    const { count, data, tag, type } = entry;
    out.set([...short(tag), ...short(type), ...long(count)], to);
    if (data.length > 4) {
      out.set(long(valueAt), to + 8);
      out.set(data, valueAt);
    } else out.set(data, to + 8);
    valueAt += outside(entry);
  }
}
