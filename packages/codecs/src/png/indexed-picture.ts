import type { IndexedImage } from '@kcolors/core';
import { zlibSync } from 'fflate';
import { concatBytes, u32beBytes } from '../bytes.ts';
import type { Metadata } from '../types.ts';
import { type Chunk, writePng } from './chunks.ts';
import { filterRows, type RowFilter } from './filter-rows.ts';
import { pngMetadataChunks } from './metadata.ts';
import { bitDepthFor, packRows } from './pack-rows.ts';
import type { PaletteOrder } from './palette-order.ts';

/** Color type of a PNG with a palette. */
export const INDEXED = 3;

/** Chunks of a picture without its metadata: IHDR, PLTE, optionally tRNS, IDAT. */
export type Picture = readonly Chunk[];

/** How the pixels of a picture are stored. */
export interface Layout {
  readonly order: PaletteOrder;
  readonly bitDepth: 1 | 2 | 4 | 8;
  /** Other filters than `'none'` need 8 bits. */
  readonly filter: RowFilter;
}

/**
 * Returns a picture with its palette in this order, compressed by fflate.
 * @param bitDepth - bits per pixel. @defaultValue the minimum for the palette
 */
export function encodePicture(
  image: IndexedImage,
  order: PaletteOrder,
  bitDepth: Layout['bitDepth'] = bitDepthFor(order.length),
): Picture {
  const layout: Layout = { order, bitDepth, filter: 'none' };
  return pictureOf(image, layout, zlibSync(rowsOf(image, layout), { level: 9 }));
}

/** Returns the rows of a picture before compression. */
export function rowsOf({ width, height, indices }: IndexedImage, layout: Layout): Uint8Array {
  const { bitDepth, filter, order } = layout;
  const renumber = new Uint8Array(256);
  order.forEach((old, i) => {
    renumber[old] = i;
  });
  const rows = packRows(indices, width, height, bitDepth, renumber);
  filterRows(rows, rows.length / height, filter);
  return rows;
}

/**
 * Returns the chunks of a picture.
 * @param stream - its compressed rows
 */
export function pictureOf(
  { width, height, palette }: IndexedImage,
  { order, bitDepth }: Layout,
  stream: Uint8Array,
): Picture {
  const colors = new Uint8Array(3 * order.length);
  const alphas = order.map((old) => palette[4 * old + 3]!);
  order.forEach((old, i) => {
    colors.set(palette.subarray(4 * old, 4 * old + 3), 3 * i);
  });
  while (alphas.at(-1) === 255) alphas.pop();
  const header = [u32beBytes(width), u32beBytes(height), Uint8Array.of(bitDepth, INDEXED, 0, 0, 0)];
  return [
    { type: 'IHDR', data: concatBytes(header) },
    { type: 'PLTE', data: colors },
    ...(alphas.length > 0 ? [{ type: 'tRNS', data: Uint8Array.from(alphas) }] : []),
    { type: 'IDAT', data: stream },
  ];
}

/** Returns the size of a picture in bytes. */
export function pictureSize(picture: Picture): number {
  return picture.reduce((sum, { data }) => sum + 12 + data.length, 0);
}

/** Returns a PNG file of a picture and its metadata, in the chunk order of the specification. */
export function assemblePng(picture: Picture, metadata: Metadata): Uint8Array<ArrayBuffer> {
  const { early, late } = pngMetadataChunks(metadata);
  const header = picture.filter(({ type }) => type === 'IHDR');
  const data = picture.filter(({ type }) => type === 'IDAT');
  const palette = picture.filter(({ type }) => type === 'PLTE' || type === 'tRNS');
  return writePng([
    ...header,
    ...early,
    ...palette,
    ...late,
    ...data,
    { type: 'IEND', data: new Uint8Array(0) },
  ]);
}
