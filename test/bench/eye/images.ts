import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RgbaImage } from '@kcolors/core';
import sharp from 'sharp';
import { type BenchImage, loadSet } from '../images.ts';
import { over } from '../look/pixels.ts';
import type { Area } from './measures.ts';

/** Pictures by which defaults may be chosen, and those that only judge. */
export type Half = 'tuning' | 'test';
export const HALVES: readonly Half[] = ['tuning', 'test'];

/** A rectangle of pixels. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A picture that contestants quantize, and what of it is judged. */
export interface EyeImage extends BenchImage {
  /** What it is summed up with. */
  readonly kind: string;
  readonly half: Half;
  /** What has to be kept. */
  readonly areas?: readonly Area[];
  /** The part that is judged; all of it unless given. */
  readonly region?: Region;
}

/** Images below the folder that KCOLORS_CORPUS names. */
export type Halves<T> = Readonly<Record<Half, readonly T[]>>;

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
/** Names that were asked for and not found. */
export const missing: Set<string> = new Set<string>();

/** An image of the corpus or of the project, as `folder/name.ending`; undefined, and said so, where it is not there. */
export async function corpusImage(path: string): Promise<BenchImage | undefined> {
  const places = [FIXTURES, ...(process.env.KCOLORS_CORPUS ? [process.env.KCOLORS_CORPUS] : [])];
  const found = [join(places[0]!, basename(path)), ...places.slice(1).map((place) => join(place, path))];
  const file = found.find(existsSync);
  if (file) return (await loadSet(path, [file])).images[0]!;
  missing.add(path);
  return undefined;
}

/** Pictures made from images of both halves; images that are not there are left out. */
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

/** A part of a picture. */
export function cut(image: RgbaImage, { height, left, top, width }: Region): RgbaImage {
  const data = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++) {
    const start = 4 * ((top + y) * image.width + left);
    data.set(image.data.subarray(start, start + 4 * width), 4 * width * y);
  }
  return { width, height, data };
}

/** A picture over white. */
export function onWhite({ data, height, width }: RgbaImage): RgbaImage {
  const rgb = over({ data, height, width }, 255);
  const seen = Uint8Array.from(data, (_, i) => (i % 4 === 3 ? 255 : rgb[3 * Math.floor(i / 4) + (i % 4)]!));
  return { width, height, data: seen };
}

/** A picture at another size. */
export async function resized({ data, height, width }: RgbaImage, toWidth: number): Promise<RgbaImage> {
  const scaled = sharp(data, { raw: { width, height, channels: 4 } }).resize({ width: toWidth });
  const { data: pixels, info } = await scaled.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: Uint8Array.from(pixels) };
}

/** The pixels of an SVG, opaque. */
export async function drawSvg(svg: string): Promise<RgbaImage> {
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten({ background: '#fff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: Uint8Array.from(data) };
}

/** Pixels as the contestants take them: opaque ones are known as such. */
export function benchImage({ data, height, width }: RgbaImage, name: string): BenchImage {
  const own = Uint8Array.from(data);
  return { name, width, height, data: own, translucent: own.some((value, i) => i % 4 === 3 && value < 255) };
}

/** The pixels for which a test holds. */
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
