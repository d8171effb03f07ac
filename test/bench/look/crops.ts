import { encodePng } from '@kcolors/codecs';
import type { IndexedImage, RgbaImage } from '@kcolors/core';
import sharp, { type OverlayOptions } from 'sharp';
import { normalize } from '../encode.ts';
import type { LookImage } from './images.ts';
import { BASE, type Method, OURS, type Setting } from './methods.ts';
import { expand, over } from './pixels.ts';
import { searched } from './searched.ts';
import { unique } from './tables.ts';
import { worstBlock } from './worst.ts';

interface Crop {
  readonly label: string;
  readonly image: LookImage;
  readonly left: number;
  readonly top: number;
}

interface Sized {
  readonly k: number;
  readonly bytes: number;
  readonly pixels: RgbaImage;
}

const K = 64;
const SIZE = { width: 160, height: 120 };
const ZOOM = 2;
const GAP = 8;
const HEAD = 22;
const WORST = 3;
const COLUMNS = 5;
const SMALLER = 'kcolors, rate, 256 colors';
const RATE = 0.5;
const WHITE = 255;

/** Crops of known images: the center of the crop as shares of width and height. */
const SUBJECTS: readonly { label: string; name: string; x: number; y: number }[] = [
  { label: 'gradient', name: 'sharp_gradients_rgb8', x: 0.65, y: 0.5 },
  { label: 'face', name: 'kodim15', x: 0.7, y: 0.4 },
  { label: 'sky', name: 'kodim03', x: 0.7, y: 0.2 },
  { label: 'sky', name: 'kodim19', x: 0.25, y: 0.2 },
  { label: 'text', name: 'screenshot_graph', x: 0.42, y: 0.13 },
  { label: 'shadows', name: 'kodim03', x: 0.6, y: 0.7 },
  { label: 'alpha', name: 'sprite_wesnoth_portrait_wose', x: 0.5, y: 0.7 },
];

/** Draws a PNG of crops: the original, kcolors and the base at about equal bytes, and smaller files of kcolors. */
export async function drawCrops(
  images: readonly LookImage[],
  methods: Readonly<Record<string, Method>>,
): Promise<Buffer> {
  const made = new Map<LookImage, Sized>();
  for (const image of images) made.set(image, await sized(image, methods[OURS]!, { k: K }));
  const subjects = SUBJECTS.flatMap(({ label, name, x, y }): Crop[] => {
    const image = images.find((one) => one.name === name);
    return image ? [{ label, image, left: x * image.width, top: y * image.height }] : [];
  });
  const worst = images
    .map((image) => ({ image, ...worstBlock(image, made.get(image)!.pixels) }))
    .sort((a, b) => b.error - a.error)
    .slice(0, WORST)
    .map(({ image, x, y }): Crop => ({ label: 'worst', image, left: x, top: y }));
  const crops = [...subjects, ...worst];
  const others = new Map<LookImage, readonly Sized[]>();
  for (const image of unique(crops.map((crop) => crop.image))) {
    others.set(image, [
      await sizedAs(image, methods[BASE]!, made.get(image)!.bytes),
      await sized(image, methods[SMALLER]!, { k: 256, rate: RATE }),
      await good(image),
    ]);
  }
  const [cell, row] = [ZOOM * SIZE.width + GAP, ZOOM * SIZE.height + HEAD];
  const texts: string[] = [];
  const tiles: OverlayOptions[] = [];
  for (const [i, crop] of crops.entries()) {
    const ours = made.get(crop.image)!;
    const [base, smaller, chosen] = others.get(crop.image)!;
    const columns = [
      { pixels: crop.image, title: `${crop.label}: ${crop.image.name}` },
      columnOf('kcolors', ours),
      columnOf(BASE, base!),
      columnOf(`kcolors, rate ${RATE}`, smaller!),
      columnOf('kcolors, quality good', chosen!),
    ];
    for (const [column, { pixels, title }] of columns.entries()) {
      texts.push(`<text x="${column * cell + GAP}" y="${i * row + 16}">${title}</text>`);
      tiles.push({ input: await tileOf(pixels, crop), left: column * cell + GAP, top: i * row + HEAD });
    }
  }
  const [width, height] = [COLUMNS * cell + GAP, crops.length * row + GAP];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>${texts.join('')}</svg>`;
  return sharp(Buffer.from(svg)).composite(tiles).png({ compressionLevel: 9 }).toBuffer();
}

async function tileOf(image: RgbaImage, { left, top }: Crop): Promise<Buffer> {
  const { width, height } = image;
  const size = { width: Math.min(SIZE.width, width), height: Math.min(SIZE.height, height) };
  const within = (middle: number, part: number, whole: number) =>
    Math.round(Math.max(0, Math.min(whole - part, middle - part / 2)));
  const region = { left: within(left, size.width, width), top: within(top, size.height, height), ...size };
  const cut = await sharp(over(image, WHITE), { raw: { width, height, channels: 3 } })
    .extract(region)
    .png()
    .toBuffer();
  return sharp(cut)
    .resize({ width: ZOOM * size.width, kernel: 'nearest' })
    .png()
    .toBuffer();
}

const columnOf = (name: string, { bytes, k, pixels }: Sized) => ({
  pixels,
  title: `${name}, k = ${k}, ${bytes} bytes`,
});

/** Returns the smallest file that reaches `good`. */
async function good(image: LookImage): Promise<Sized> {
  const { bytes, result } = await searched(image, 'good');
  return { k: result.palette.length / 4, bytes, pixels: expand(result) };
}

/** Runs a method at the number of colors with the file size nearest to `bytes`. */
async function sizedAs(image: LookImage, method: Method, bytes: number): Promise<Sized> {
  let [low, high] = [2, 256];
  let nearest = await sized(image, method, { k: high });
  while (low < high) {
    const k = (low + high) >> 1;
    const one = await sized(image, method, { k });
    if (Math.abs(one.bytes - bytes) < Math.abs(nearest.bytes - bytes)) nearest = one;
    if (one.bytes < bytes) low = k + 1;
    else high = k;
  }
  return nearest;
}

async function sized(image: LookImage, { run }: Method, setting: Setting): Promise<Sized> {
  const indexed: IndexedImage = normalize(await run(image, setting));
  const { bytes } = await encodePng(indexed);
  return { k: setting.k, bytes: bytes.length, pixels: expand(indexed) };
}
