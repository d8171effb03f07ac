import { concatBytes, latin1Bytes, startsWith, u16be, u16beBytes } from '../bytes.ts';
import { CREDENTIALS_DROPPED } from '../metadata/content-credentials.ts';
import { isExif } from '../metadata/exif.ts';
import { iccIsWhole } from '../metadata/icc.ts';
import { xmpNeedsOtherPictures } from '../metadata/xmp.ts';
import type { Metadata } from '../types.ts';
import {
  APP0,
  COMMENT,
  EXIF,
  EXTENDED_XMP,
  ICC,
  ISO_GAIN_MAP,
  isCredentials,
  isOf,
  MPF,
  PHOTOSHOP,
  XMP,
} from './kinds.ts';
import type { JpegFile, Segment } from './markers.ts';
import { DROPPED_PARTS, findOtherPart } from './other-parts.ts';

const MAX_SEGMENT_BYTES = 65533;
const ICC_PART = MAX_SEGMENT_BYTES - ICC.length - 2;

/** APP segments that are not copied: they are read or written elsewhere, or are wrong in a new file. */
const OWN_MARKERS: readonly number[] = [APP0, 0xeb, 0xec, 0xee]; // JFIF, JUMBF, quality of "Save for Web", Adobe
const OWN_PREFIXES: readonly (readonly [marker: number, prefix: string])[] = [
  [0xe1, EXIF],
  [0xe1, XMP],
  [0xe2, ICC],
  [0xe2, MPF],
  [0xe2, ISO_GAIN_MAP],
];

/** Returns the metadata of a JPEG, and notes about dropped data. */
export function readJpegMetadata({ segments, rest }: Pick<JpegFile, 'segments' | 'rest'>): {
  metadata: Metadata;
  notes: string[];
} {
  const find = (marker: number, prefix: string) =>
    segments.find((segment) => isOf(segment, marker, prefix))?.data.subarray(prefix.length);
  const notes: string[] = [];
  const metadata: { -readonly [Key in keyof Metadata]: Metadata[Key] } = {};

  const icc = joinProfile(segments);
  if (icc && iccIsWhole(icc)) metadata.icc = icc;
  else if (icc) notes.push('The color profile is damaged and was dropped.');
  const exif = find(0xe1, EXIF);
  if (exif && isExif(exif)) metadata.exif = exif;
  else if (exif) notes.push('The EXIF data is damaged and was dropped.');
  const xmp = find(0xe1, XMP);
  const needsOtherPictures = xmp !== undefined && xmpNeedsOtherPictures(xmp);
  if (needsOtherPictures || find(0xe2, MPF) !== undefined)
    notes.push('Only the main picture was read; the gain map or further pictures in the file were dropped.');
  else if (findOtherPart({ segments, rest })) notes.push(DROPPED_PARTS.data);
  if (xmp && !needsOtherPictures) metadata.xmp = xmp;
  if (segments.some(isCredentials)) notes.push(CREDENTIALS_DROPPED);
  else if (segments.some(({ marker }) => marker === 0xeb)) notes.push('The JUMBF data was dropped.');
  const copied = segments.filter(isCopied).filter((segment) => xmp || !isOf(segment, 0xe1, EXTENDED_XMP));
  if (copied.length > 0) metadata.segments = copied.map(({ marker, data }) => ({ marker, data }));
  const density = readDensity(find(0xe0, 'JFIF\0'));
  if (density) metadata.density = density;
  return { metadata, notes };
}

/** Returns whether a segment is copied unchanged: comments, IPTC, extended XMP, and data of other programs. */
function isCopied(segment: Segment): boolean {
  const { marker } = segment;
  if (marker === COMMENT) return true;
  const isData = marker >= APP0 && marker <= 0xef;
  return (
    isData &&
    !OWN_MARKERS.includes(marker) &&
    !OWN_PREFIXES.some(([own, prefix]) => isOf(segment, own, prefix))
  );
}

/** Returns notes for the JPEG segments that another format cannot store. */
export function droppedSegmentNotes({ segments = [] }: Metadata): string[] {
  const notes = segments.map(({ marker, data }) => {
    const starts = (prefix: string) => startsWith(data, prefix);
    if (marker === COMMENT) return 'The comment was dropped.';
    if (marker === 0xe1 && starts(EXTENDED_XMP)) return 'The second part of the XMP data was dropped.';
    if (marker === 0xed && starts(PHOTOSHOP)) return 'The Photoshop data (IPTC) was dropped.';
    return `The APP${marker - APP0} data is not known and was dropped.`;
  });
  return [...new Set(notes)];
}

/** Joins the numbered parts of a color profile; undefined if there are none. */
function joinProfile(segments: readonly Segment[]): Uint8Array | undefined {
  const parts = segments
    .filter(({ marker, data }) => marker === 0xe2 && startsWith(data, ICC))
    .map(({ data }) => ({ number: data[ICC.length] ?? 0, data: data.subarray(ICC.length + 2) }))
    .sort((a, b) => a.number - b.number);
  return parts.length > 0 ? concatBytes(parts.map(({ data }) => data)) : undefined;
}

/** Returns the density of a JFIF segment in pixels per meter; undefined if it is an aspect ratio. */
function readDensity(jfif: Uint8Array | undefined): Metadata['density'] {
  if (!jfif || jfif.length < 7) return undefined;
  const perMeter = { 1: 100 / 2.54, 2: 100 }[jfif[2]!];
  const x = u16be(jfif, 3);
  const y = u16be(jfif, 5);
  if (!perMeter || x === 0 || y === 0) return undefined;
  return { x: Math.round(x * perMeter), y: Math.round(y * perMeter) };
}

/** Returns metadata as the bytes of segments, which belong after the JFIF segment. */
export function jpegMetadataSegments(metadata: Metadata): { bytes: Uint8Array; notes: string[] } {
  const { icc, exif, xmp, segments = [] } = metadata;
  const notes: string[] = [];
  const parts: Uint8Array[] = [];
  const add = (marker: number, prefix: string, data: Uint8Array, name: string) => {
    const length = prefix.length + data.length;
    if (length > MAX_SEGMENT_BYTES) notes.push(`The ${name} data is too large for a JPEG and was dropped.`);
    else parts.push(Uint8Array.of(0xff, marker), u16beBytes(length + 2), latin1Bytes(prefix), data);
  };
  if (exif) add(0xe1, EXIF, exif, 'EXIF');
  if (xmp) add(0xe1, XMP, xmp, 'XMP');
  if (icc) {
    const count = Math.ceil(icc.length / ICC_PART);
    for (let i = 0; i < count && count < 256; i++) {
      const part = icc.subarray(i * ICC_PART, (i + 1) * ICC_PART);
      add(0xe2, `${ICC}${String.fromCharCode(i + 1, count)}`, part, 'color profile');
    }
  }
  for (const { marker, data } of segments) {
    // Extended XMP is useless without the main XMP packet that refers to it.
    if (marker === 0xe1 && startsWith(data, EXTENDED_XMP) && !xmp) continue;
    add(marker, '', data, marker === COMMENT ? 'comment' : `APP${marker - APP0}`);
  }
  return { bytes: concatBytes(parts), notes };
}
