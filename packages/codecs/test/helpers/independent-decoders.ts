import { createRequire } from 'node:module';
import type sharpType from 'sharp';

const require = createRequire(import.meta.url);
export const sharp = require('sharp') as typeof sharpType;
const { PNG } = require('pngjs') as { PNG: { sync: { read(png: Uint8Array, options?: object): Pixels } } };

export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint16Array;
}

/** 8-bit RGBA of a PNG by pngjs; 16-bit samples are rounded. */
export function decodeWithPngjs(png: Uint8Array): Pixels {
  const isWide = png[24] === 16;
  const { width, height, data } = PNG.sync.read(Buffer.from(png), { skipRescale: isWide });
  return {
    width,
    height,
    data: isWide ? Uint8Array.from(data, (value) => Math.round((value * 255) / 65535)) : data,
  };
}

/** 8-bit RGBA of any image by libvips, upright, not color managed. */
export async function decodeWithSharp(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes, { ignoreIcc: true })
    .autoOrient()
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** Largest difference of a channel; the colors of fully transparent pixels do not count. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < a.length; i += 4) {
    if (a[i + 3] === 0 && b[i + 3] === 0) continue;
    for (let c = i; c < i + 4; c++) largest = Math.max(largest, Math.abs(a[c]! - b[c]!));
  }
  return largest;
}
