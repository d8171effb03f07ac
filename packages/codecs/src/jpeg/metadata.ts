import { concatBytes, latin1Bytes, startsWith, u16be, u16beBytes } from '../bytes.ts';
import { isExif } from '../metadata/exif.ts';
import { iccIsWhole } from '../metadata/icc.ts';
import { xmpNeedsOtherPictures } from '../metadata/xmp.ts';
import type { Metadata } from '../types.ts';
import type { Segment } from './markers.ts';

const EXIF = 'Exif\0\0';
const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const EXTENDED_XMP = 'http://ns.adobe.com/xmp/extension/\0';
const ICC = 'ICC_PROFILE\0';
const MOST_DATA = 65533; // bytes of one segment
const ICC_PART = MOST_DATA - ICC.length - 2;

/** Everything of a JPEG but its pixels, and a note for what is dropped. */
export function readJpegMetadata(segments: readonly Segment[]): { metadata: Metadata; notes: string[] } {
  const find = (marker: number, prefix: string) =>
    segments
      .find((segment) => segment.marker === marker && startsWith(segment.data, prefix))
      ?.data.subarray(prefix.length);
  const notes: string[] = [];
  const metadata: { -readonly [Key in keyof Metadata]: Metadata[Key] } = {};

  const icc = joinProfile(segments);
  if (icc && iccIsWhole(icc)) metadata.icc = icc;
  else if (icc) notes.push('The color profile is damaged and was dropped.');
  const exif = find(0xe1, EXIF);
  if (exif && isExif(exif)) metadata.exif = exif;
  else if (exif) notes.push('The EXIF data is damaged and was dropped.');
  const xmp = find(0xe1, XMP);
  const hasMorePictures =
    find(0xe2, 'MPF\0') !== undefined || (xmp !== undefined && xmpNeedsOtherPictures(xmp));
  if (hasMorePictures)
    notes.push('Only the main picture was read; the gain map or further pictures in the file were dropped.');
  if (xmp && !xmpNeedsOtherPictures(xmp)) metadata.xmp = xmp;
  if (find(0xe1, EXTENDED_XMP)) notes.push('The second part of the XMP data was dropped.');
  if (find(0xed, 'Photoshop 3.0\0')) notes.push('The Photoshop data (IPTC) was dropped.');
  if (segments.some(({ marker }) => marker === 0xfe)) notes.push('The comment was dropped.');
  const density = readDensity(find(0xe0, 'JFIF\0'));
  if (density) metadata.density = density;
  return { metadata, notes };
}

/** Joins the parts of a color profile, which are numbered from 1. */
function joinProfile(segments: readonly Segment[]): Uint8Array | undefined {
  const parts = segments
    .filter(({ marker, data }) => marker === 0xe2 && startsWith(data, ICC))
    .map(({ data }) => ({ number: data[ICC.length] ?? 0, data: data.subarray(ICC.length + 2) }))
    .sort((a, b) => a.number - b.number);
  return parts.length > 0 ? concatBytes(parts.map(({ data }) => data)) : undefined;
}

/** Pixels per meter of a JFIF segment; nothing when it only tells the shape of a pixel. */
function readDensity(jfif: Uint8Array | undefined): Metadata['density'] {
  if (!jfif || jfif.length < 7) return undefined;
  const perMeter = { 1: 100 / 2.54, 2: 100 }[jfif[2]!];
  const x = u16be(jfif, 3);
  const y = u16be(jfif, 5);
  if (!perMeter || x === 0 || y === 0) return undefined;
  return { x: Math.round(x * perMeter), y: Math.round(y * perMeter) };
}

/** Metadata as segments with their markers and lengths, for after the JFIF segment. */
export function jpegMetadataSegments(metadata: Metadata): { bytes: Uint8Array; notes: string[] } {
  const { icc, exif, xmp } = metadata;
  const notes: string[] = [];
  const parts: Uint8Array[] = [];
  const add = (marker: number, prefix: string, data: Uint8Array, name: string) => {
    const length = prefix.length + data.length;
    if (length > MOST_DATA) notes.push(`The ${name} data is too large for a JPEG and was dropped.`);
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
  return { bytes: concatBytes(parts), notes };
}
