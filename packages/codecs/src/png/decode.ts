import { concatBytes, u16be } from '../bytes.ts';
import { CodecError, damaged } from '../errors.ts';
import { colorTable, missingColorsNote } from '../image/color-table.ts';
import { checkDimensions } from '../limits.ts';
import type { DecodedImage } from '../types.ts';
import { type Chunk, readChunks } from './chunks.ts';
import type { RowFormat } from './expand-row.ts';
import { fillMissing } from './fill-missing.ts';
import { readPngMetadata } from './metadata.ts';
import { inflateNatively } from './native-inflate.ts';
import { CHANNELS, frameCount, type PngHeader, parsePngHeader, pngImageHeader } from './read-header.ts';
import { createRowWriter, type RowWriter } from './row-writer.ts';

const CRITICAL = ['IHDR', 'PLTE', 'IDAT', 'IEND'];
const END_MISSING = 'The end of the file is missing; the pixels are complete.';

/** Decodes the default image of a PNG and its metadata. */
export async function decodePng(bytes: Uint8Array, maxPixels: number): Promise<DecodedImage> {
  const { chunks, notes, isTruncated } = readChunks(bytes);
  const header = pngImageHeader(chunks);
  const { width, height } = header;
  checkDimensions(width, height, maxPixels);
  const ihdr = parsePngHeader(chunks[0]);
  checkOrder(chunks);
  const format = readRowFormat(ihdr, chunks);
  const parts = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const data = new Uint8Array(width * height * 4);
  const { rows, notes: ends } = await readRows(parts, () => createRowWriter(ihdr, format, data), data);
  const missing = rows.isComplete() ? undefined : fillMissing(ihdr, rows.position(), data);
  const { metadata, notes: dropped } = readPngMetadata(chunks);
  const wide = header.bitDepth === 16 ? ['16 bits per channel were reduced to 8.'] : [];
  const frames = header.animated
    ? [`Only the first picture of an animation of ${frameCount(chunks)} was read.`]
    : [];
  return {
    header,
    image: { data, width, height },
    metadata,
    notes: [
      ...(missing ? [missing] : isTruncated ? [END_MISSING] : []),
      ...ends,
      ...(rows.hasMissingColors() ? [missingColorsNote('PNG')] : []),
      ...notes,
      ...wide,
      ...frames,
      ...dropped,
    ],
    ...(missing !== undefined && { truncated: true }),
  };
}

/**
 * Inflates the image data with the inflate of the host. If that finds a fault, another decoder starts over: it names the
 * fault and keeps the rows before it.
 */
async function readRows(
  parts: readonly Uint8Array[],
  createRows: () => RowWriter,
  data: Uint8Array,
): Promise<{ readonly rows: RowWriter; readonly notes: readonly string[] }> {
  const rows = createRows();
  const write = (piece: Uint8Array) => {
    rows.write(piece);
    return !rows.hasExtra();
  };
  const stream = parts.length === 1 ? parts[0]! : concatBytes(parts);
  if (await inflateNatively(stream, write)) return { rows, notes: [] };
  const { inflateImageData } = await import('./inflate-image.ts'); // lazy, because few files need it
  data.fill(0); // rows after a fault are missing
  const again = createRows();
  return { rows: again, notes: inflateImageData(parts, again) };
}

function checkOrder(chunks: readonly Chunk[]): void {
  const types = chunks.map(({ type }) => type);
  const unknown = types.find((type) => type[0]! < 'a' && !CRITICAL.includes(type));
  if (unknown)
    throw new CodecError(
      'unsupported-feature',
      `The PNG requires the chunk ${unknown}, which is not supported.`,
    );
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

/** Reads the palette and the transparency that apply to the color type. */
function readRowFormat({ colorType, bitDepth }: PngHeader, chunks: readonly Chunk[]): RowFormat {
  const plte = chunks.find(({ type }) => type === 'PLTE')?.data;
  const trns = chunks.find(({ type }) => type === 'tRNS')?.data;
  if (colorType !== 3) {
    const samples = Math.min(CHANNELS[colorType], 3);
    const applies = trns?.length === 2 * samples && (colorType === 0 || colorType === 2);
    const transparent = applies
      ? Array.from({ length: samples }, (_, i) => u16be(trns, 2 * i) & (2 ** bitDepth - 1))
      : undefined;
    return { bitDepth, transparent, table: colorTable(grays(Math.min(bitDepth, 8), transparent?.[0])) };
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
  return { bitDepth, transparent: undefined, table: colorTable(palette) };
}

/** Returns all grays of a bit depth as an RGBA palette, with one of them transparent. */
function grays(bits: number, transparent: number | undefined): Uint8Array {
  const palette = new Uint8Array(4 * 2 ** bits);
  for (let i = 0; i < 2 ** bits; i++) {
    palette.fill((255 * i) / (2 ** bits - 1), 4 * i, 4 * i + 3);
    palette[4 * i + 3] = i === transparent ? 0 : 255;
  }
  return palette;
}
