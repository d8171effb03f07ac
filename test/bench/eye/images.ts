import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RgbaImage } from '@kcolors/core';
import sharp from 'sharp';
import { type BenchImage, loadSet } from '../images.ts';
import { over } from '../look/pixels.ts';
import type { Area } from './measures.ts';

/** `'tuning'`: images for choosing defaults. `'test'`: images for judging only. */
export type Half = 'tuning' | 'test';
export const HALVES: readonly Half[] = ['tuning', 'test'];

/** A rectangle of pixels. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** An image for the contestants, with the parts to judge. */
export interface EyeImage extends BenchImage {
  /** Group of the image in summaries. */
  readonly kind: string;
  readonly half: Half;
  /** Areas that have to be preserved. */
  readonly areas?: readonly Area[];
  /** The part to judge. @defaultValue the whole image */
  readonly region?: Region;
}

/** Images below the folder that KCOLORS_CORPUS names. */
export type Halves<T> = Readonly<Record<Half, readonly T[]>>;

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
/** Requested names that were not found. */
export const missing: Set<string> = new Set<string>();

/**
 * Loads an image of the corpus or of the project, as `folder/name.extension`. Returns undefined for a missing image
 * and records its name.
 */
export async function corpusImage(path: string): Promise<BenchImage | undefined> {
  const places = [FIXTURES, ...(process.env.KCOLORS_CORPUS ? [process.env.KCOLORS_CORPUS] : [])];
  const found = [join(places[0]!, basename(path)), ...places.slice(1).map((place) => join(place, path))];
  const file = found.find(existsSync);
  if (file) return (await loadSet(path, [file])).images[0]!;
  missing.add(path);
  return undefined;
}

/** Creates images from the images of both halves. Skips missing images. */
export async function fromCorpus<T extends { path: string }>(
  lists: Halves<T>,
  make: (image: BenchImage, entry: T, half: Half) => EyeImage | Promise<EyeImage>,
): Promise<EyeImage[]> {
  const made: EyeImage[] = [];
  for (const half of HALVES) {
    for (const entry of lists[half]) {
      const image = await corpusImage(entry.path);
      if (image) made.push(await make(image, entry, half));
    }
  }
  return made;
}

/** Returns a part of an image. */
export function cut(image: RgbaImage, { height, left, top, width }: Region): RgbaImage {
  const data = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++) {
    const start = 4 * ((top + y) * image.width + left);
    data.set(image.data.subarray(start, start + 4 * width), 4 * width * y);
  }
  return { width, height, data };
}

/** Composites an image over white. */
export function onWhite({ data, height, width }: RgbaImage): RgbaImage {
  const rgb = over({ data, height, width }, 255);
  const seen = Uint8Array.from(data, (_, i) => (i % 4 === 3 ? 255 : rgb[3 * Math.floor(i / 4) + (i % 4)]!));
  return { width, height, data: seen };
}

/** Scales an image to a width. */
export async function resized({ data, height, width }: RgbaImage, toWidth: number): Promise<RgbaImage> {
  const scaled = sharp(data, { raw: { width, height, channels: 4 } }).resize({ width: toWidth });
  const { data: pixels, info } = await scaled.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: Uint8Array.from(pixels) };
}

/** Renders an SVG to opaque pixels. */
export async function drawSvg(svg: string): Promise<RgbaImage> {
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten({ background: '#fff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: Uint8Array.from(data) };
}

/** Prepares pixels for the contestants and notes whether all are opaque. */
export function benchImage({ data, height, width }: RgbaImage, name: string): BenchImage {
  const own = Uint8Array.from(data);
  return { name, width, height, data: own, translucent: own.some((value, i) => i % 4 === 3 && value < 255) };
}

/** Returns the pixels that pass a test. */
export function areaWhere(
  { data, width }: RgbaImage,
  test: (at: number, x: number, y: number) => boolean,
): Area {
  const numbers: number[] = [];
  for (let i = 0; i < data.length / 4; i++) {
    if (test(4 * i, i % width, Math.floor(i / width))) numbers.push(i);
  }
  return Uint32Array.from(numbers);
}
