import { u16be } from '../bytes.ts';
import { CodecError, damaged } from '../errors.ts';
import { checkDimensions } from '../limits.ts';
import type { DecodedImage } from '../types.ts';
import { type Chunk, readChunks } from './chunks.ts';
import { EXPAND_ROW, type RowFormat } from './expand-row.ts';
import { inflateImageData } from './inflate-image.ts';
import { readPngMetadata } from './metadata.ts';
import { CHANNELS, frameCount, type PngHeader, parsePngHeader, pngImageHeader } from './read-header.ts';
import { unfilterRow } from './unfilter.ts';

const CRITICAL = ['IHDR', 'PLTE', 'IDAT', 'IEND'];
const EXTRA_DATA = 64 * 1024; // bytes after the last row that are let pass

/** The seven passes of Adam7 (PNG specification, 8.2): first column and row, and the steps between. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const ONE_PASS = [[0, 0, 1, 1]] as const;

/** Decodes the default image of a PNG, and reads what goes with it. */
export async function decodePng(bytes: Uint8Array, maxPixels: number): Promise<DecodedImage> {
  const { chunks, notes } = readChunks(bytes);
  const header = pngImageHeader(chunks);
  const { width, height } = header;
  checkDimensions(width, height, maxPixels);
  const ihdr = parsePngHeader(chunks[0]);
  checkOrder(chunks);
  const format = readRowFormat(ihdr, chunks);
  const parts = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const data = new Uint8Array(width * height * 4);
  const rows = createRowWriter(ihdr, format, data);
  inflateImageData(parts, rows.write);
  if (!rows.isComplete()) throw damaged('The image data of the PNG is cut short: rows are missing.');
  const { metadata, notes: dropped } = readPngMetadata(chunks);
  const wide = header.bitDepth === 16 ? ['16 bits per channel were reduced to 8.'] : [];
  const frames = header.animated
    ? [`Only the first picture of an animation of ${frameCount(chunks)} was read.`]
    : [];
  return {
    header,
    image: { data, width, height },
    metadata,
    notes: [...notes, ...wide, ...frames, ...dropped],
  };
}

function checkOrder(chunks: readonly Chunk[]): void {
  const types = chunks.map(({ type }) => type);
  const unknown = types.find((type) => type[0]! < 'a' && !CRITICAL.includes(type));
  if (unknown)
    throw new CodecError('unsupported-feature', `The PNG needs a chunk that is not known: ${unknown}.`);
  for (const once of ['IHDR', 'PLTE']) {
    const count = types.filter((type) => type === once).length;
    if (count > 1) throw damaged(`Expected at most one ${once} chunk in the PNG but found ${count}.`);
  }
  const first = types.indexOf('IDAT');
  const last = types.lastIndexOf('IDAT');
  if (first < 0) throw damaged('The PNG has no image data.');
  if (types.slice(first, last).some((type) => type !== 'IDAT')) {
    throw damaged('The image data of the PNG is interrupted by other chunks.');
  }
  if (types.indexOf('PLTE') > first) throw damaged('The palette of the PNG comes after its image data.');
}

/** Palette and transparency, checked against the color type. */
function readRowFormat({ colorType, bitDepth }: PngHeader, chunks: readonly Chunk[]): RowFormat {
  const plte = chunks.find(({ type }) => type === 'PLTE')?.data;
  const trns = chunks.find(({ type }) => type === 'tRNS')?.data;
  if (colorType !== 3) {
    const samples = Math.min(CHANNELS[colorType], 3);
    const applies = trns?.length === 2 * samples && (colorType === 0 || colorType === 2);
    const transparent = applies
      ? Array.from({ length: samples }, (_, i) => u16be(trns, 2 * i) & (2 ** bitDepth - 1))
      : undefined;
    return { bitDepth, transparent, palette: new Uint8Array(0) };
  }
  const colors = (plte?.length ?? 0) / 3;
  if (!plte || !Number.isInteger(colors) || colors < 1 || colors > 256) {
    throw damaged(
      `Expected 1 to 256 palette colors of 3 bytes in the PNG but found ${plte?.length ?? 0} bytes.`,
    );
  }
  const palette = new Uint8Array(4 * colors);
  for (let i = 0; i < colors; i++) {
    palette.set(plte.subarray(3 * i, 3 * i + 3), 4 * i);
    palette[4 * i + 3] = trns?.[i] ?? 255;
  }
  return { bitDepth, transparent: undefined, palette };
}

/** Collects inflated bytes to rows, and writes each to its place in the image once it is whole. */
function createRowWriter(header: PngHeader, format: RowFormat, out: Uint8Array) {
  const { width, height, colorType, bitDepth, interlaced } = header;
  const bits = CHANNELS[colorType] * bitDepth;
  const expand = EXPAND_ROW[colorType];
  const passes = (interlaced ? ADAM7 : ONE_PASS)
    .map(([x, y, dx, dy]) => ({
      x,
      y,
      dx,
      dy,
      columns: Math.ceil((width - x) / dx),
      rows: Math.ceil((height - y) / dy),
    }))
    .filter(({ columns, rows }) => columns > 0 && rows > 0);
  let pass = 0;
  let y = 0;
  let filled = 0;
  let extra = 0;
  let row = new Uint8Array(0); // the filter byte and the row
  let above = new Uint8Array(0);

  const startPass = () => {
    const length = 1 + Math.ceil((passes[pass]!.columns * bits) / 8);
    row = new Uint8Array(length);
    above = new Uint8Array(length);
    y = 0;
  };
  const finishRow = () => {
    const { x, y: top, dx, dy, columns, rows } = passes[pass]!;
    const samples = row.subarray(1);
    unfilterRow(row[0]!, samples, above.subarray(1), Math.max(1, bits >> 3));
    expand(samples, columns, format, out, 4 * ((top + y * dy) * width + x), 4 * dx);
    [row, above] = [above, row];
    filled = 0;
    y++;
    if (y === rows && ++pass < passes.length) startPass();
  };
  startPass();
  return {
    isComplete: () => pass === passes.length,
    write: (bytes: Uint8Array): void => {
      let at = 0;
      while (at < bytes.length && pass < passes.length) {
        const count = Math.min(row.length - filled, bytes.length - at);
        row.set(bytes.subarray(at, at + count), filled);
        filled += count;
        at += count;
        if (filled === row.length) finishRow();
      }
      extra += bytes.length - at;
      if (extra > EXTRA_DATA) throw damaged('The image data of the PNG holds far more than its pixels.');
    },
  };
}
