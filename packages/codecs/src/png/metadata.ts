import { zlibSync } from 'fflate';
import { concatBytes, latin1Bytes, startsWith, u32be, u32beBytes } from '../bytes.ts';
import { COLOR_CHUNKS } from '../metadata/carry-over.ts';
import { CREDENTIALS_DROPPED } from '../metadata/content-credentials.ts';
import { isExif } from '../metadata/exif.ts';
import { iccIsWhole } from '../metadata/icc.ts';
import { inflateCapped } from '../metadata/inflate-capped.ts';
import type { Metadata } from '../types.ts';
import { type Chunk, notesOfTypes } from './chunks.ts';

/** Chunks that are copied unchanged, after the palette. */
const PLAIN_CHUNKS = ['pHYs', 'tEXt', 'zTXt', 'iTXt', 'tIME'];
/** Chunks that a PNG has at most once. */
const SINGLE = [...COLOR_CHUNKS, 'pHYs', 'tIME', 'iCCP', 'eXIf'];
/** Chunks that are dropped without a note: they are read elsewhere, or lose their meaning with a new palette. */
const SILENT = [
  'IHDR',
  'PLTE',
  'tRNS',
  'IDAT',
  'IEND',
  'bKGD',
  'hIST',
  'sBIT',
  'sPLT',
  'acTL',
  'fcTL',
  'fdAT',
];
const XMP_KEYWORD = 'XML:com.adobe.xmp\0';
const PROFILE_NAME = 'ICC profile\0';

/** Returns the metadata of a PNG, and notes about dropped chunks. */
export function readPngMetadata(chunks: readonly Chunk[]): { metadata: Metadata; notes: string[] } {
  const metadata: { -readonly [Key in keyof Metadata]: Metadata[Key] } = {};
  const kept: Chunk[] = [];
  const notes: string[] = [];
  const seen = new Set<string>();
  const unknown = new Set<string>();
  for (const chunk of chunks) {
    const { type, data } = chunk;
    if (SILENT.includes(type) || (SINGLE.includes(type) && seen.has(type))) continue;
    seen.add(type);
    if (type === 'iCCP') {
      const icc = inflateCapped(data.subarray(data.indexOf(0) + 2));
      if (icc && iccIsWhole(icc)) metadata.icc = icc;
      else notes.push('The color profile is damaged or too large and was dropped.');
    } else if (type === 'eXIf') {
      if (isExif(data)) metadata.exif = data;
      else notes.push('The EXIF data is damaged and was dropped.');
    } else if ((type === 'iTXt' || type === 'zTXt') && startsWith(data, XMP_KEYWORD)) {
      if (seen.has(XMP_KEYWORD)) continue;
      seen.add(XMP_KEYWORD);
      const xmp =
        type === 'iTXt' ? readInternationalText(data) : inflateCapped(data.subarray(XMP_KEYWORD.length + 1));
      if (xmp) metadata.xmp = xmp;
      else notes.push('The XMP data is damaged or too large and was dropped.');
    } else if (type === 'pHYs' && data.length === 9 && data[8] === 1) {
      metadata.density = { x: u32be(data, 0), y: u32be(data, 4) };
    } else if (COLOR_CHUNKS.includes(type) || PLAIN_CHUNKS.includes(type)) {
      kept.push(chunk);
    } else if (type === 'caBX') {
      notes.push(CREDENTIALS_DROPPED);
    } else {
      unknown.add(type);
    }
  }
  notes.push(...notesOfTypes(unknown, (type) => `The ${type} chunk is not known and was dropped.`));
  if (kept.length > 0) metadata.chunks = kept;
  return { metadata, notes };
}

/** Returns the UTF-8 text of an iTXt chunk. */
function readInternationalText(data: Uint8Array): Uint8Array | undefined {
  const keyword = data.indexOf(0);
  const isCompressed = data[keyword + 1] === 1;
  const language = data.indexOf(0, keyword + 3);
  const translated = data.indexOf(0, language + 1);
  if (keyword < 0 || language < 0 || translated < 0) return undefined;
  const text = data.subarray(translated + 1);
  return isCompressed ? inflateCapped(text) : text;
}

/** Returns metadata as chunks: `early` ones come before the palette, `late` ones after it. */
export function pngMetadataChunks(metadata: Metadata): { early: Chunk[]; late: Chunk[] } {
  const { icc, exif, xmp, density, chunks = [] } = metadata;
  const early = chunks.filter(({ type }) => COLOR_CHUNKS.includes(type));
  if (icc) {
    const data = concatBytes([latin1Bytes(`${PROFILE_NAME}\0`), zlibSync(icc, { level: 9 })]);
    early.push({ type: 'iCCP', data });
  }
  const late = chunks.filter(({ type }) => PLAIN_CHUNKS.includes(type));
  if (density) {
    late.push({
      type: 'pHYs',
      data: concatBytes([u32beBytes(density.x), u32beBytes(density.y), Uint8Array.of(1)]),
    });
  }
  if (exif) late.push({ type: 'eXIf', data: exif });
  if (xmp) late.push({ type: 'iTXt', data: concatBytes([latin1Bytes(`${XMP_KEYWORD}\0\0\0\0`), xmp]) });
  return { early, late };
}
