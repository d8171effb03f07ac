import type { RgbaImage } from '@kcolors/core';
import { zlibSync } from 'fflate';
import { concatBytes, u32beBytes } from '../bytes.ts';
import { droppedSegmentNotes } from '../jpeg/metadata.ts';
import type { EncodedImage, EncodeEffort, Metadata } from '../types.ts';
import { type Chunk, readChunks, writePng } from './chunks.ts';
import { pngMetadataChunks } from './metadata.ts';

const TRUECOLOR_ALPHA = 6;
/** Bit of the color type that says that there are colors, not grays alone. */
const COLORS = 2;
const OXIPNG: Record<EncodeEffort, number> = { fast: 0, default: 2, max: 4 };

/** Encodes a PNG of all pixels as they are, in the fewest bytes and whatever color type OxiPNG finds for them. */
export async function encodeRgbaPng(
  { data, height, width }: RgbaImage,
  metadata: Metadata,
  effort: EncodeEffort,
): Promise<EncodedImage> {
  const rowBytes = 4 * width;
  const rows = new Uint8Array((1 + rowBytes) * height); // each begins with filter 0
  for (let y = 0; y < height; y++)
    rows.set(data.subarray(y * rowBytes, (y + 1) * rowBytes), y * (1 + rowBytes) + 1);
  const header = [u32beBytes(width), u32beBytes(height), Uint8Array.of(8, TRUECOLOR_ALPHA, 0, 0, 0)];
  const plain: Chunk[] = [
    { type: 'IHDR', data: concatBytes(header) },
    { type: 'IDAT', data: zlibSync(rows, { level: OXIPNG[effort] > 0 ? 1 : 9 }) },
  ];
  const picture = OXIPNG[effort] > 0 ? await optimized(plain, OXIPNG[effort], metadata) : plain;
  const { early, late } = pngMetadataChunks(metadata);
  const of = (...types: string[]) => picture.filter(({ type }) => types.includes(type));
  return {
    bytes: writePng([...of('IHDR'), ...early, ...of('PLTE', 'tRNS'), ...late, ...of('IDAT'), END]),
    notes: droppedSegmentNotes(metadata),
  };
}

const END: Chunk = { type: 'IEND', data: new Uint8Array(0) };

/** The picture as OxiPNG writes it. Grays under a profile of colors are left as they are: it would not fit them. */
async function optimized(
  plain: readonly Chunk[],
  level: number,
  { icc }: Metadata,
): Promise<readonly Chunk[]> {
  const { optimizeWithOxipng } = await import('../wasm/oxipng.ts');
  const { chunks } = readChunks(await optimizeWithOxipng(writePng([...plain, END]), level));
  const isGray = (chunks[0]!.data[9]! & COLORS) === 0;
  return isGray && icc ? plain : chunks;
}
