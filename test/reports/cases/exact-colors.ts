import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect } from 'vitest';
import { folderWith, kcolors } from '../../../packages/cli/test/kcolors.ts';
import { type Cases, inputFile } from '../case.ts';

type Rgb = readonly [red: number, green: number, blue: number];
interface Picture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const rgb = (hex: string): Rgb => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as never;
const photo = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

async function read(path: string | Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(path).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The picture that the command makes of a file or of pixels. */
async function resultOf(input: string | Picture, options: readonly string[]): Promise<Picture> {
  const folder = folderWith(typeof input === 'string' ? { 'in.png': input } : {});
  if (typeof input !== 'string') {
    const { data, height, width } = input;
    await sharp(data, { raw: { width, height, channels: 4 } })
      .png()
      .toFile(join(folder, 'in.png'));
  }
  const { code, err } = await kcolors(['in.png', ...options, '--effort', 'fast', '-o', 'out.png'], {
    cwd: folder,
  });
  expect([code, err]).toEqual([0, expect.any(String)]);
  return read(readFileSync(join(folder, 'out.png')));
}

const isColor = ({ data }: Picture, pixel: number, color: Rgb) =>
  color.every((value, channel) => data[4 * pixel + channel] === value);

/** The share of the pixels of a color that keep it. */
function shareKept(before: Picture, after: Picture, color: Rgb): number {
  let all = 0;
  let kept = 0;
  for (let pixel = 0; pixel < before.data.length / 4; pixel++) {
    if (!isColor(before, pixel, color)) continue;
    all++;
    if (isColor(after, pixel, color)) kept++;
  }
  expect(all).toBeGreaterThan(0);
  return kept / all;
}

/** How far the channels of the pixels of a color are from it, at most. */
function worstShift(before: Picture, after: Picture, color: Rgb): number {
  let worst = 0;
  for (let pixel = 0; pixel < before.data.length / 4; pixel++) {
    if (!isColor(before, pixel, color)) continue;
    color.forEach((value, channel) => {
      worst = Math.max(worst, Math.abs(value - after.data[4 * pixel + channel]!));
    });
  }
  return worst;
}

/** How many pixels change. */
function changed(before: Picture, after: Picture): number {
  let pixels = 0;
  for (let at = 0; at < before.data.length; at += 4)
    if ([0, 1, 2, 3].some((channel) => before.data[at + channel] !== after.data[at + channel])) pixels++;
  return pixels;
}

/** The picture with another color in the place of one. */
const recolored = (picture: Picture, from: Rgb, to: Rgb): Picture => ({
  ...picture,
  data: picture.data.map((value, i) => (isColor(picture, i >> 2, from) && i % 4 < 3 ? to[i % 4]! : value)),
});

export const cases: Cases = {
  F01: {
    title: 'one red light of a screen stays red at each quality',
    async run() {
      const file = inputFile('files/red-status-light-goes-gray-at-good.png');
      const light = rgb('e5202b');
      const before = await read(file);
      for (const options of [
        ['--quality', 'good'],
        ['--quality', 'lossless-look'],
        ['-c', '16'],
      ])
        expect(worstShift(before, await resultOf(file, options), light), options.join(' ')).toBeLessThan(25);
    },
  },
  F02: {
    title: 'a flat color that has an entry of its own is exact',
    async run() {
      const file = inputFile('files/brand-10b981-becomes-11b981.png');
      const brand = rgb('10b981');
      const before = await read(file);
      for (const options of [['-c', '256'], [], ['--quality', 'good']])
        expect(shareKept(before, await resultOf(file, options), brand), options.join(' ')).toBe(1);
      for (const other of [rgb('06b6d4'), rgb('00ff00')]) {
        const picture = recolored(before, brand, other);
        expect(shareKept(picture, await resultOf(picture, []), other)).toBe(1);
      }
    },
  },
  F03: {
    title: 'an image of one color more than the palette holds keeps all others',
    async run() {
      const file = inputFile('files/colors-257-at-256.png');
      expect(changed(await read(file), await resultOf(file, ['-c', '256']))).toBeLessThanOrEqual(40);
      const own = Array.from({ length: 17 }, (_, i) => [
        (i * 97) & 255,
        (i * 53 + 20) & 255,
        (i * 151) & 255,
        255,
      ]);
      const pixels = Array.from({ length: 64 * 64 }, (_, i) => own[(i * 7) % 17]!);
      const picture = { data: Uint8Array.from(pixels.flat()), width: 64, height: 64 };
      expect(changed(picture, await resultOf(picture, []))).toBeLessThanOrEqual(500);
    },
  },
  F11: {
    title: 'a white page stays white, and a flat bar beside a photograph keeps its color',
    async run() {
      const file = inputFile('files/white-background-becomes-fefefe.png');
      const white = rgb('ffffff');
      expect(shareKept(await read(file), await resultOf(file, []), white)).toBeGreaterThan(0.999);
      const red = rgb('e4002b');
      for (const name of [
        'skimage_astronaut.png',
        'skimage_chelsea.png',
        'skimage_coffee.png',
        'skimage_rocket.jpg',
      ]) {
        const { data, height, width } = await read(photo(name));
        const end = Math.round(width / 5);
        const isBar = (i: number) => (i >> 2) % width < end;
        const picture = {
          data: data.map((v, i) => (isBar(i) && i % 4 < 3 ? red[i % 4]! : v)),
          width,
          height,
        };
        expect(shareKept(picture, await resultOf(picture, []), red), name).toBeGreaterThan(0.99);
      }
    },
  },
};
