import { concatBytes, latin1, latin1Bytes, u16beBytes, u32be, u32beBytes } from '../bytes.ts';
import { CodecError } from '../errors.ts';
import { droppedSegmentNotes } from '../jpeg/metadata.ts';
import { droppedChunksNote } from '../metadata/carry-over.ts';
import type { EncodedImage, Metadata } from '../types.ts';
import { type Box, readBoxes } from './boxes.ts';

const FORMAT = 'AVIF';

/** An item of metadata to add. */
interface NewItem {
  readonly type: string;
  /** Name and content type, each with a zero. */
  readonly names: string;
  readonly data: Uint8Array;
}

/**
 * Adds color profile, EXIF and XMP to an AVIF of an encoder, which has no metadata. They follow the picture.
 * @throws {CodecError} `'codec-failed'` if the encoder wrote a structure that is not known.
 */
export function withAvifMetadata(bytes: Uint8Array, metadata: Metadata): EncodedImage {
  const { exif, icc, xmp } = metadata;
  const items: NewItem[] = [
    ...(exif ? [{ type: 'Exif', names: '\0', data: concatBytes([u32beBytes(0), exif]) }] : []),
    ...(xmp ? [{ type: 'mime', names: '\0application/rdf+xml\0', data: xmp }] : []),
  ];
  const notes = [...droppedChunksNote(metadata, FORMAT), ...droppedSegmentNotes(metadata)];
  if (items.length === 0 && !icc) return { bytes, notes };
  return { bytes: addToFile(bytes, items, icc), notes };
}

function addToFile(bytes: Uint8Array, items: readonly NewItem[], icc: Uint8Array | undefined): Uint8Array {
  const boxes = readBoxes(bytes, 0, bytes.length);
  const meta = boxes.find(({ type }) => type === 'meta');
  const parts = meta ? readBoxes(bytes, meta.from + 4, meta.end) : [];
  const part = (type: string): Box => {
    const found = parts.find((box) => box.type === type);
    if (!found) throw unknownStructure(type);
    return found;
  };
  const primary = bytes.subarray(part('pitm').from + 4, part('pitm').from + 6);
  const iloc = part('iloc');
  if (u32be(bytes, iloc.from) !== 0 || bytes[iloc.from + 4] !== 0x44) throw unknownStructure('iloc');
  const count = (bytes[iloc.from + 6]! << 8) | bytes[iloc.from + 7]!;
  const firstId = 1 + count; // encoders number their items from 1 on
  const content = (box: Box) => bytes.subarray(box.from, box.end);
  const iref = parts.find(({ type }) => type === 'iref');
  /** Returns the box with items whose data starts at these bytes, and the others moved by as many bytes. */
  const metaWith = (shift: number, dataAt: number): Uint8Array => {
    const changed = parts.map((box) => {
      if (box === iloc) return locations(content(box), count, firstId, items, shift, dataAt);
      if (box.type === 'iinf') return itemInfos(content(box), firstId, items);
      if (box.type === 'iprp' && icc) return properties(bytes, box, primary, icc);
      if (box === iref) return references(content(box), firstId, items, primary);
      return bytes.subarray(box.start, box.end);
    });
    const added = iref || items.length === 0 ? [] : [references(new Uint8Array(4), firstId, items, primary)];
    return boxOf('meta', bytes.subarray(meta!.from, meta!.from + 4), ...changed, ...added);
  };
  const shift = metaWith(0, 0).length - (meta!.end - meta!.start);
  const data = concatBytes(items.map((item) => item.data));
  const start = bytes.length + shift + 8;
  return concatBytes([
    bytes.subarray(0, meta!.start),
    metaWith(shift, start),
    bytes.subarray(meta!.end),
    ...(items.length > 0 ? [boxOf('mdat', data)] : []),
  ]);
}

const unknownStructure = (box: string): CodecError =>
  new CodecError('codec-failed', `The AVIF encoder wrote a box ${box} that is missing or not known.`);

function boxOf(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(parts);
  return concatBytes([u32beBytes(8 + content.length), latin1Bytes(type), content]);
}

/** Returns `iloc`, version 0, with numbers of 4 bytes. */
function locations(
  content: Uint8Array,
  count: number,
  firstId: number,
  items: readonly NewItem[],
  shift: number,
  dataAt: number,
): Uint8Array {
  const moved = content.slice();
  for (let i = 0, at = 8; i < count; i++) {
    const extents = (moved[at + 4]! << 8) | moved[at + 5]!;
    at += 6;
    for (let k = 0; k < extents; k++, at += 8) moved.set(u32beBytes(u32be(moved, at) + shift), at);
  }
  moved.set(u16beBytes(count + items.length), 6);
  let at = dataAt;
  const added = items.map(({ data }, i) => {
    const entry = [...u16beBytes(firstId + i), 0, 0, 0, 1, ...u32beBytes(at), ...u32beBytes(data.length)];
    at += data.length;
    return Uint8Array.from(entry);
  });
  return boxOf('iloc', moved, ...added);
}

function itemInfos(content: Uint8Array, firstId: number, items: readonly NewItem[]): Uint8Array {
  const counted = content.slice();
  counted.set(u16beBytes(((content[4]! << 8) | content[5]!) + items.length), 4);
  const added = items.map(({ names, type }, i) =>
    boxOf('infe', Uint8Array.of(2, 0, 0, 0, ...u16beBytes(firstId + i), 0, 0), latin1Bytes(type + names)),
  );
  return boxOf('iinf', counted, ...added);
}

/** Returns `iref` in which the new items describe the primary one. */
function references(
  content: Uint8Array,
  firstId: number,
  items: readonly NewItem[],
  primary: Uint8Array,
): Uint8Array {
  const added = items.map((_, i) => boxOf('cdsc', u16beBytes(firstId + i), Uint8Array.of(0, 1), primary));
  return boxOf('iref', content, ...added);
}

/** Returns `iprp` with a profile as a further property of the primary item. */
function properties(bytes: Uint8Array, iprp: Box, primary: Uint8Array, icc: Uint8Array): Uint8Array {
  const boxes = readBoxes(bytes, iprp.from, iprp.end);
  const changed = boxes.map((box) => {
    const content = bytes.subarray(box.from, box.end);
    if (box.type === 'ipco') return boxOf('ipco', content, boxOf('colr', latin1Bytes('prof'), icc));
    if (box.type !== 'ipma') return bytes.subarray(box.start, box.end);
    const ipco = boxes.find(({ type }) => type === 'ipco');
    const index = ipco ? readBoxes(bytes, ipco.from, ipco.end).length + 1 : 0;
    return boxOf('ipma', withAssociation(content, primary, index));
  });
  return boxOf('iprp', ...changed);
}

/** Associates a property with an item in the content of `ipma`, version 0, with indices of one byte. */
function withAssociation(content: Uint8Array, item: Uint8Array, index: number): Uint8Array {
  if (u32be(content, 0) !== 0) throw unknownStructure('ipma');
  let at = 8;
  for (let entries = u32be(content, 4); entries > 0; entries--) {
    const count = content[at + 2]!;
    const end = at + 3 + count;
    if (latin1(content, at, 2) === latin1(item, 0, 2)) {
      const head = content.slice(0, end);
      head[at + 2] = count + 1;
      return concatBytes([head, Uint8Array.of(index), content.subarray(end)]);
    }
    at = end;
  }
  throw unknownStructure('ipma');
}
