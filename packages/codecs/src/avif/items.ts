import { latin1, u32be } from '../bytes.ts';
import { CodecError, damaged } from '../errors.ts';
import { type Box, boxReader, readBoxes, versionOf } from './boxes.ts';

/** An item of a HEIF file: a picture, or metadata. */
interface Item {
  readonly id: number;
  readonly type: string;
  /** Content type of a `mime` item. */
  readonly contentType: string;
}

/** Where the bytes of an item are. */
interface Location {
  /** 0: in the file; 1: in the `idat` box. */
  readonly method: number;
  readonly extents: readonly { readonly at: number; readonly length: number }[];
}

/** The `meta` box of a HEIF file (ISO/IEC 23008-12): its items and their properties. */
export interface HeifFile {
  readonly bytes: Uint8Array;
  readonly meta: Box;
  readonly primary: number;
  readonly items: readonly Item[];
  /** Properties of the primary item, in their order. */
  readonly properties: readonly Box[];
  readonly locations: ReadonlyMap<number, Location>;
  readonly idat: Box | undefined;
  /** Whether the file has a track of frames. */
  readonly isSequence: boolean;
}

/**
 * Reads the structure of an AVIF or HEIC file. Takes linear time.
 * @throws {CodecError} `'damaged'`, or `'unsupported-feature'` for a sequence without a still picture.
 */
export function readHeif(bytes: Uint8Array): HeifFile {
  const boxes = readBoxes(bytes, 0, bytes.length);
  const meta = boxes.find(({ type }) => type === 'meta');
  const isSequence = boxes.some(({ type }) => type === 'moov');
  if (!meta && isSequence) {
    throw new CodecError(
      'unsupported-feature',
      'A sequence of frames without a still picture is not supported.',
    );
  }
  if (!meta) throw damaged('The file is truncated or damaged: it has no picture.');
  const parts = readBoxes(bytes, meta.from + 4, meta.end);
  const part = (type: string) => parts.find((box) => box.type === type);
  const primary = readPrimary(bytes, part('pitm'));
  const itemInfo = part('iinf');
  const iprp = part('iprp');
  const locations = part('iloc');
  return {
    bytes,
    meta,
    primary,
    items: itemInfo ? readItems(bytes, itemInfo) : [],
    properties: iprp ? readProperties(bytes, iprp, primary) : [],
    locations: locations ? readLocations(bytes, locations) : new Map(),
    idat: part('idat'),
    isSequence,
  };
}

function readPrimary(bytes: Uint8Array, box: Box | undefined): number {
  if (!box) throw damaged('The file is damaged: it does not say which picture is the main one.');
  return boxReader(bytes, box, box.from + 4).take(versionOf(bytes, box) === 0 ? 2 : 4);
}

function readItems(bytes: Uint8Array, box: Box): Item[] {
  const start = box.from + 4 + (versionOf(bytes, box) === 0 ? 2 : 4);
  return readBoxes(bytes, start, box.end).flatMap((entry) => {
    const version = versionOf(bytes, entry);
    if (entry.type !== 'infe' || version < 2) return [];
    const read = boxReader(bytes, entry, entry.from + 4);
    const id = read.take(version === 2 ? 2 : 4);
    read.skip(2);
    const type = latin1(bytes, read.at(), 4);
    read.skip(4);
    const [, contentType = ''] = latin1(bytes, read.at(), Math.min(256, entry.end - read.at())).split('\0');
    return [{ id, type, contentType }];
  });
}

/** Returns the properties of an item, from the boxes in `ipco` and their associations in `ipma`. */
function readProperties(bytes: Uint8Array, iprp: Box, item: number): Box[] {
  const boxes = readBoxes(bytes, iprp.from, iprp.end);
  const ipco = boxes.find(({ type }) => type === 'ipco');
  const all = ipco ? readBoxes(bytes, ipco.from, ipco.end) : [];
  for (const ipma of boxes.filter(({ type }) => type === 'ipma')) {
    const isWide = ((bytes[ipma.from + 3] ?? 0) & 1) === 1;
    const idBytes = versionOf(bytes, ipma) === 0 ? 2 : 4;
    const read = boxReader(bytes, ipma, ipma.from + 4);
    for (let entries = read.take(4); entries > 0; entries--) {
      const id = read.take(idBytes);
      const indices = Array.from(
        { length: read.take(1) },
        () => read.take(isWide ? 2 : 1) & (isWide ? 0x7fff : 0x7f),
      );
      if (id === item) return indices.flatMap((index) => all[index - 1] ?? []);
    }
  }
  return [];
}

function readLocations(bytes: Uint8Array, box: Box): Map<number, Location> {
  const version = versionOf(bytes, box);
  const read = boxReader(bytes, box, box.from + 4);
  const sizes = read.take(2);
  const sizeAt = (shift: number) => checkSize((sizes >> shift) & 15);
  const [offset, length, base] = [sizeAt(12), sizeAt(8), sizeAt(4)];
  const index = version === 0 ? 0 : sizeAt(0);
  const locations = new Map<number, Location>();
  for (let count = read.take(version < 2 ? 2 : 4); count > 0; count--) {
    const id = read.take(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : read.take(2) & 15;
    read.skip(2); // data reference: this file
    const start = read.take(base);
    const pieces = read.take(2);
    if (pieces > 1 && index + offset + length === 0) {
      throw damaged('The file is damaged: its directory lists pieces of no size.');
    }
    const extents = Array.from({ length: pieces }, () => {
      read.take(index);
      return { at: start + read.take(offset), length: read.take(length) };
    });
    locations.set(id, { method, extents });
  }
  return locations;
}

function checkSize(size: number): 0 | 4 | 8 {
  if (size === 0 || size === 4 || size === 8) return size;
  throw damaged(`The file is damaged: numbers of ${size} bytes are not allowed in its directory.`);
}

/** Returns the bytes of an item in one piece; undefined if they are missing or in several pieces. */
export function itemBytes({ bytes, idat, locations }: HeifFile, id: number): Uint8Array | undefined {
  const location = locations.get(id);
  const extent = location?.extents.length === 1 ? location.extents[0] : undefined;
  if (!location || !extent || location.method > 1 || (location.method === 1 && !idat)) return undefined;
  const base = location.method === 1 ? idat!.from : 0;
  const end = location.method === 1 ? idat!.end : bytes.length;
  const from = base + extent.at;
  return extent.length > 0 && from + extent.length <= end
    ? bytes.subarray(from, from + extent.length)
    : undefined;
}

/** Returns the width and the height of a size property (`ispe`). */
export const sizeOf = (bytes: Uint8Array, { from }: Box): { width: number; height: number } => ({
  width: u32be(bytes, from + 4),
  height: u32be(bytes, from + 8),
});

/**
 * Checks that the pieces of all items are in the file.
 * @throws {CodecError} `'damaged'`
 */
export function checkItems({ bytes, locations }: HeifFile): void {
  for (const { method, extents } of locations.values()) {
    if (method === 0 && extents.some(({ at, length }) => at + length > bytes.length)) {
      throw damaged('The file is truncated: a part of its picture is missing.');
    }
  }
}
