import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RgbaImage } from '@kcolors/core';
import sharp from 'sharp';

/** An image of the benchmark. */
export interface BenchImage extends RgbaImage {
  /** File name without its extension. */
  readonly name: string;
  readonly data: Uint8Array;
  /** Whether any pixel is not opaque. */
  readonly translucent: boolean;
}

/** Images that are reported together. */
export interface ImageSet {
  readonly title: string;
  readonly images: readonly BenchImage[];
}

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
const READABLE = new Set(['.png', '.jpg', '.jpeg', '.webp']);

/** Loads the images of the project. */
export const fixtureSet = (): Promise<ImageSet> => loadSet('Pictures of the project', [FIXTURES]);

/** Loads the given files and folders. The set is named after the folder of the first. */
export function givenSet(paths: readonly string[]): Promise<ImageSet> {
  const first = resolve(paths[0]!);
  const folder = statSync(first).isDirectory() ? first : dirname(first);
  return loadSet(`Folder “${basename(folder)}”`, paths);
}

/** Loads the images at paths and in folders, under a title. */
export async function loadSet(title: string, paths: readonly string[]): Promise<ImageSet> {
  const files = paths.flatMap(filesAt);
  if (files.length === 0) throw new Error(`No images (${[...READABLE].join(', ')}) in ${paths.join(', ')}`);
  return { title, images: await Promise.all(files.map(load)) };
}

function filesAt(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).sort();
  return names.filter((name) => READABLE.has(extname(name).toLowerCase())).map((name) => join(path, name));
}

/** Loads pixels as stored. It ignores color profiles, so that the numbers do not depend on a color engine. */
async function load(path: string): Promise<BenchImage> {
  const decoded = sharp(path, { ignoreIcc: true }).toColorspace('srgb').ensureAlpha().raw({ depth: 'uchar' });
  const { data: buffer, info } = await decoded.toBuffer({ resolveWithObject: true });
  // A separate buffer: some peers read the whole `data.buffer`, even if `data` is only a part of it.
  const data = Uint8Array.from(buffer);
  const translucent = data.some((value, i) => i % 4 === 3 && value < 255);
  return { name: basename(path, extname(path)), width: info.width, height: info.height, data, translucent };
}

/** Returns the size in millions of pixels. */
export const megapixels = ({ width, height }: RgbaImage): number => (width * height) / 1e6;
