import { startsWith, u16be, u16le, u32be, u32le } from '../bytes.ts';
import { damaged } from '../errors.ts';

/** An entry of a directory: one value or several of one type. */
export interface TiffEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** The stored values, in the byte order of the file. */
  readonly data: Uint8Array;
}

/** A directory describes one page, or holds the EXIF data of a page. */
export interface TiffDirectory {
  readonly entries: ReadonlyMap<number, TiffEntry>;
  /** Byte at which it starts. */
  readonly at: number;
  /** Byte at which the next page has its directory; 0 after the last page. */
  readonly next: number;
}

/** Structure of a TIFF file. */
export interface TiffFile {
  readonly bytes: Uint8Array;
  readonly isLittleEndian: boolean;
  /** Directories of all pages, at least one. */
  readonly directories: readonly TiffDirectory[];
  /** Whether a page is announced whose directory is not in the file. */
  readonly isPageMissing: boolean;
}

/** Bytes of a value by its type (TIFF 6.0, section 2): BYTE, ASCII, SHORT, LONG, RATIONAL and so on. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
const ENTRY_BYTES = 12;

/**
 * Reads the directories of all pages. Takes linear time: directories that overlap are an error.
 * @throws {CodecError} `'damaged'`
 */
export function readTiff(bytes: Uint8Array): TiffFile {
  const isLittleEndian = startsWith(bytes, 'II');
  if (bytes.length < 8) throw damaged('The TIFF is truncated: it ends in its header.');
  const directories: TiffDirectory[] = [];
  let entriesLeft = Math.ceil(bytes.length / ENTRY_BYTES);
  let at = u32(bytes, 4, isLittleEndian);
  do {
    const directory = readDirectory({ bytes, isLittleEndian }, at);
    if (!directory && directories.length > 0) break;
    if (!directory) throw damaged(`The TIFF is truncated: it has no directory at byte ${at}.`);
    entriesLeft -= Math.max(1, directory.entries.size);
    if (entriesLeft < 0) throw damaged('The TIFF is damaged: its directories overlap.');
    directories.push(directory);
    at = directory.next;
  } while (at !== 0);
  return { bytes, isLittleEndian, directories, isPageMissing: at !== 0 };
}

/**
 * Reads the directory at a byte. Returns undefined if it is not completely in the file. Values beyond the end of the file
 * are an error when they are used.
 */
export function readDirectory(
  { bytes, isLittleEndian }: Pick<TiffFile, 'bytes' | 'isLittleEndian'>,
  at: number,
): TiffDirectory | undefined {
  const end = at + 2 + ENTRY_BYTES * u16(bytes, at, isLittleEndian);
  if (at < 8 || end + 4 > bytes.length) return undefined;
  const entries = new Map<number, TiffEntry>();
  for (let entry = at + 2; entry < end; entry += ENTRY_BYTES) {
    const tag = u16(bytes, entry, isLittleEndian);
    const type = u16(bytes, entry + 2, isLittleEndian);
    const count = u32(bytes, entry + 4, isLittleEndian);
    const length = count * (TYPE_BYTES[type] ?? 0);
    const from = length > 4 ? u32(bytes, entry + 8, isLittleEndian) : entry + 8;
    if (!entries.has(tag)) entries.set(tag, { tag, type, count, data: bytes.subarray(from, from + length) });
  }
  return { entries, at, next: u32(bytes, end, isLittleEndian) };
}

/** Returns whether all values of an entry are in the file. */
export const isWhole = ({ type, count, data }: TiffEntry): boolean =>
  data.length > 0 && data.length === count * (TYPE_BYTES[type] ?? 0);

/**
 * Returns the numbers of an entry; none if it is missing.
 * @throws {CodecError} `'damaged'` if they are not in the file.
 */
export function numbersOf(
  { isLittleEndian }: Pick<TiffFile, 'isLittleEndian'>,
  { entries }: TiffDirectory,
  tag: number,
): number[] {
  const entry = entries.get(tag);
  if (!entry) return [];
  if (!isWhole(entry))
    throw damaged(`The TIFF is damaged: the values of its tag ${tag} are not in the file.`);
  const { data, type } = entry;
  const size = TYPE_BYTES[type]!;
  const at = (i: number): number => {
    if (size === 1) return data[i]!;
    if (size === 2) return u16(data, 2 * i, isLittleEndian);
    if (size === 4) return u32(data, 4 * i, isLittleEndian);
    return u32(data, 8 * i, isLittleEndian) / u32(data, 8 * i + 4, isLittleEndian);
  };
  return Array.from({ length: entry.count }, (_, i) => at(i));
}

const u16 = (bytes: Uint8Array, at: number, isLittleEndian: boolean): number =>
  isLittleEndian ? u16le(bytes, at) : u16be(bytes, at);

const u32 = (bytes: Uint8Array, at: number, isLittleEndian: boolean): number =>
  isLittleEndian ? u32le(bytes, at) : u32be(bytes, at);
