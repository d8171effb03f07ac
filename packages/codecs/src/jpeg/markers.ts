import { concatBytes, u16be } from '../bytes.ts';
import { CodecError, damaged } from '../errors.ts';
import type { ImageHeader } from '../types.ts';

/** Marker segment of a JPEG. */
export interface Segment {
  /** Second byte of the marker, such as 0xe1 for APP1. */
  readonly marker: number;
  /** Data after the length. */
  readonly data: Uint8Array;
  /** All bytes of the segment: marker, length, data, and the entropy-coded data that follows a scan header. */
  readonly bytes: Uint8Array;
}

/** Structure of a JPEG file. */
export interface JpegFile {
  readonly header: ImageHeader;
  /** Segments of the main picture. */
  readonly segments: readonly Segment[];
  /** Components per pixel: 1, 3 or 4. */
  readonly components: number;
  /** Number of scans. Each scan of a progressive picture covers all of its blocks. */
  readonly scans: number;
  /** Bytes of entropy-coded data. */
  readonly codedBytes: number;
  /** The main picture as a file, without bytes between its segments and after its end marker. */
  readonly picture: Uint8Array;
  /** All bytes after the end marker of the main picture. */
  readonly rest: Uint8Array;
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;

/** Names of the unsupported frame types by their marker. */
const UNSUPPORTED_FRAMES: Readonly<Record<number, string>> = {
  195: 'lossless', // SOF3
  197: 'hierarchical',
  198: 'hierarchical',
  199: 'hierarchical lossless',
  201: 'arithmetic coded', // SOF9
  202: 'arithmetic coded',
  203: 'arithmetic coded lossless',
  205: 'arithmetic coded hierarchical',
  206: 'arithmetic coded hierarchical',
  207: 'arithmetic coded hierarchical',
};

/**
 * Reads the segments of a JPEG up to its end marker.
 * @throws {CodecError} `'damaged'` or `'unsupported-feature'`
 */
export function readJpeg(bytes: Uint8Array): JpegFile {
  const segments: Segment[] = [];
  const pieces: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  let scans = 0;
  let codedBytes = 0;
  for (;;) {
    at = bytes.indexOf(0xff, at); // skips invalid bytes between segments, as libjpeg does
    while (at >= 0 && bytes[at + 1] === 0xff) at++;
    if (at < 0 || at + 1 >= bytes.length) throw truncated(bytes);
    const marker = bytes[at + 1]!;
    at += 2;
    if (marker === EOI) break;
    if (marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= SOI)) continue; // markers without a length
    const length = u16be(bytes, at);
    if (length < 2)
      throw damaged(`A JPEG segment at byte ${at} has the length ${length}: the file is damaged.`);
    if (at + length > bytes.length) throw truncated(bytes);
    const start = at - 2;
    const data = bytes.subarray(at + 2, at + length);
    at += length;
    if (marker === SOS) {
      const end = skipEntropyCoded(bytes, at);
      scans++;
      codedBytes += end - at;
      at = end;
    }
    const piece = bytes.subarray(start, at);
    segments.push({ marker, data, bytes: piece });
    pieces.push(piece);
  }
  const { header, components } = readFrame(segments);
  if (!segments.some(({ marker }) => marker === SOS)) throw damaged('The JPEG ends before its image data.');
  pieces.push(bytes.subarray(at - 2, at));
  const used = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const picture = used === at ? bytes.subarray(0, at) : concatBytes(pieces);
  return { header, segments, components, scans, codedBytes, picture, rest: bytes.subarray(at) };
}

/** Returns the position of the marker that ends entropy-coded data; stuffed zeros and restart markers do not. */
function skipEntropyCoded(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw truncated(bytes);
}

function truncated(bytes: Uint8Array): CodecError {
  return damaged(`The JPEG is truncated: its end marker is missing after ${bytes.length} bytes.`);
}

function readFrame(segments: readonly Segment[]): { header: ImageHeader; components: number } {
  const isFrame = ({ marker }: Segment) =>
    marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
  const frames = segments.filter(isFrame);
  const frame = frames[0];
  if (!frame || frame.data.length < 6) throw damaged('The JPEG has no frame header.');
  const { marker, data } = frame;
  const unsupported = UNSUPPORTED_FRAMES[marker];
  if (unsupported) {
    throw new CodecError(
      'unsupported-feature',
      `Expected a baseline or progressive JPEG but this one is ${unsupported}.`,
    );
  }
  if (frames.length > 1) throw damaged(`Expected one frame header in the JPEG but found ${frames.length}.`);
  const bitDepth = data[0]!;
  if (bitDepth !== 8) {
    throw new CodecError(
      'unsupported-feature',
      `Expected a JPEG of 8 bits per channel but this one has ${bitDepth}.`,
    );
  }
  const height = u16be(data, 1);
  const width = u16be(data, 3);
  const components = data[5]!;
  if (height === 0)
    throw new CodecError('unsupported-feature', 'The JPEG does not say its height in its header.');
  if (components !== 1 && components !== 3 && components !== 4) {
    throw new CodecError(
      'unsupported-feature',
      `Expected a JPEG of 1, 3 or 4 channels but this one has ${components}.`,
    );
  }
  const colorModel = components === 1 ? 'gray' : components === 3 ? 'rgb' : 'cmyk';
  return { header: { format: 'jpeg', width, height, bitDepth, animated: false, colorModel }, components };
}
