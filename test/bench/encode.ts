import { crc32, deflateSync } from 'node:zlib';
import type { IndexedImage } from '@kcolors/core';

/**
 * Sorts colors by falling weight and removes duplicates and unused ones. Sizes and color counts then do not depend on
 * the palette order of a peer.
 */
export function normalize({ width, height, indices, palette }: IndexedImage): IndexedImage {
  const colors = Array.from({ length: palette.length / 4 }, (_, i) =>
    palette.subarray(4 * i, 4 * i + 4).join(),
  );
  const same = colors.map((color) => colors.indexOf(color));
  const counts = new Float64Array(same.length);
  for (const index of indices) counts[same[index]!]!++;
  const order = [...counts.keys()]
    .filter((i) => counts[i]! > 0)
    .sort((i, j) => counts[j]! - counts[i]! || i - j);
  const numberOf = same.map((i) => order.indexOf(i));
  return {
    width,
    height,
    indices: indices.map((index) => numberOf[index]!),
    palette: Uint8Array.from(order.flatMap((i) => [...palette.subarray(4 * i, 4 * i + 4)])),
  };
}

/** Encodes a plain indexed PNG: minimum bits per pixel, no filter, zlib level 9. Favors no contestant. */
export function encodePlainPng({ width, height, indices, palette }: IndexedImage): Uint8Array {
  const colors = palette.length / 4;
  const bitDepth = [1, 2, 4, 8].find((bits) => colors <= 2 ** bits)!;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bitDepth, 3, 0, 0, 0], 8);
  const alphas = palette.filter((_, i) => i % 4 === 3);
  const opaqueFrom = alphas.reduce((from, alpha, i) => (alpha < 255 ? i + 1 : from), 0);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk(
      'PLTE',
      palette.filter((_, i) => i % 4 !== 3),
    ),
    ...(opaqueFrom > 0 ? [chunk('tRNS', alphas.subarray(0, opaqueFrom))] : []),
    chunk('IDAT', deflateSync(packRows(indices, width, height, bitDepth), { level: 9 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** Packs rows as PNG stores them: a filter byte, then the indices from the highest bit down. */
function packRows(indices: Uint8Array, width: number, height: number, bitDepth: number): Uint8Array {
  const stride = 1 + Math.ceil((width * bitDepth) / 8);
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = x * bitDepth;
      rows[y * stride + 1 + (bit >> 3)]! |= indices[y * width + x]! << (8 - bitDepth - (bit & 7));
    }
  }
  return rows;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
