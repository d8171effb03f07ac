import type { IndexedImage } from '@kcolors/core';
import { unzlibSync } from 'fflate';
import { concatBytes, u32beBytes } from '../bytes.ts';
import type { Deflate } from '../wasm/deflate-stream.ts';
import type { Chunk } from './chunks.ts';
import { encodePicture, INDEXED, type Picture } from './indexed-picture.ts';
import { optimizeChunks } from './optimize.ts';
import { bitDepthFor } from './pack-rows.ts';
import { keptOrder, neighborOrder, originalOrder } from './palette-order.ts';

/** OxiPNG level, which tries all filters. */
const LEVEL = 4;

/**
 * Returns the pictures that OxiPNG finds, and the same with their rows compressed by our own encoder; undefined if
 * OxiPNG cannot run. The palette order matters only with row filters: a second one saves up to 3 %.
 * @param keepsOrder - whether the palette must not change
 */
export async function optimizeIndexed(
  image: IndexedImage,
  keepsOrder: boolean,
  deflate: Deflate,
): Promise<Picture[] | undefined> {
  const inputs = keepsOrder
    ? keptPictures(image)
    : [originalOrder, neighborOrder].map((order) => encodePicture(image, order(image)));
  const pictures: Picture[] = [];
  for (const input of inputs) {
    const optimized = await (keepsOrder ? compressPicture : optimizePicture)(input);
    if (!optimized) return undefined;
    pictures.push(optimized, compressAgain(optimized, deflate));
  }
  return pictures;
}

/** Returns the picture with its unchanged palette, at the minimum bit depth and at 8 bits. */
function keptPictures(image: IndexedImage): Picture[] {
  const order = keptOrder(image);
  const depths = new Set([bitDepthFor(order.length), 8] as const);
  return [...depths].map((bitDepth) => encodePicture(image, order, bitDepth));
}

/** Returns the picture with the same rows, compressed by our own encoder. */
function compressAgain(picture: Picture, deflate: Deflate): Picture {
  const data = picture.find(({ type }) => type === 'IDAT')!.data;
  const stream = deflate(unzlibSync(data), 'strongest');
  return picture.map((chunk) => (chunk.type === 'IDAT' ? { type: 'IDAT', data: stream } : chunk));
}

/**
 * Lets OxiPNG filter and compress the rows without changing the palette. To that end the picture is declared as an
 * animation, whose palette OxiPNG does not touch. Returns undefined if OxiPNG cannot run.
 */
async function compressPicture(picture: Picture): Promise<Picture | undefined> {
  const oneFrame = { type: 'acTL', data: concatBytes([u32beBytes(1), u32beBytes(0)]) };
  const [header, ...rest] = picture;
  const chunks = await optimizeChunks([header!, oneFrame, ...rest], LEVEL);
  const data = chunks?.find(({ type }) => type === 'IDAT');
  return data && picture.map((chunk) => (chunk.type === 'IDAT' ? data : chunk));
}

/**
 * Returns the picture as optimized by OxiPNG, or the input if the output is not indexed; undefined if OxiPNG cannot run.
 * A gray palette is tinted meanwhile, because OxiPNG would turn it into a grayscale image.
 */
async function optimizePicture(picture: Picture): Promise<Picture | undefined> {
  const plte = picture.find(({ type }) => type === 'PLTE')!.data;
  const isGray = plte.every((value, i) => value === plte[i - (i % 3)]);
  const input = isGray ? picture.map(tinted) : picture;
  const chunks = await optimizeChunks(input, LEVEL);
  if (!chunks) return undefined;
  if (chunks[0]?.data[9] !== INDEXED) return picture;
  const output = chunks.filter(({ type }) => ['IHDR', 'PLTE', 'tRNS', 'IDAT'].includes(type));
  return isGray ? output.map(tinted) : output;
}

/** Flips the lowest bit of every blue, so that no color is gray. Applying it twice restores the palette. */
function tinted({ type, data }: Chunk): Chunk {
  return { type, data: type === 'PLTE' ? data.map((value, i) => (i % 3 === 2 ? value ^ 1 : value)) : data };
}
