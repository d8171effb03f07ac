import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compressImage, decodeImage, encodePng } from '@kcolors/codecs';
import { type QuantizeOptions, quantize, type RgbaImage } from '@kcolors/core';
import { prepareQualityScore } from '@kcolors/core/quality-score';
import { resize } from '@kcolors/core/resize';
import sharp from 'sharp';
import { markdownTable } from '../table.ts';

/** Pictures below the folder in KCOLORS_CORPUS. Large ones are reduced, because the grid takes every one 80 times. */
const PICTURES = [
  ...['kodim03', 'kodim05', 'kodim13', 'kodim15', 'kodim23'].map((name) => `kodak/${name}.png`),
  ...['dog', 'flowers', 'path'].map((name) => `gb82/${name}.png`),
  'classic/skimage_chelsea.png',
  ...['exif_Portrait_8', 'unsplash_bryggen_480x320', 'progressive_cat'].map((name) => `jpeg/${name}.jpg`),
  ...['screenshot_gui', 'screenshot_terminal', 'screenshot_graph', 'chart_Boxplot', 'chart_3DPieChart'],
  ...['clipart_tiger', 'clipart_mug', 'clipart_stop_sign', 'clipart_lemon_disks', 'emoji_noto_1333'],
  ...['icon_oxygen_256x256_apps_konqueror', 'sprite_wesnoth_portrait_ghost'],
].map((path) => (path.includes('/') ? path : `ui/${path}.png`));

const MAX_SIDE = 400;
/** Budgets as shares of the bytes at `good`. */
const SHARES = [0.2, 0.45, 0.8];

const COLORS = [256, 128, 64, 32, 16, 8, 4, 2];
const WAYS: readonly Partial<QuantizeOptions>[] = [
  ...[0, 0.5, 0.75].map((dither) => ({ dither })),
  ...[0.2, 0.4, 0.6, 0.8, 0.98].map((rate) => ({ rate })),
];
const QUALITIES = [2, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90];

interface Point {
  readonly bytes: number;
  readonly score: number;
}

/** Compares results within a number of bytes with the best one of a grid of settings. */
export async function budgetSection(): Promise<string> {
  const corpus = process.env.KCOLORS_CORPUS ?? '';
  const paths = PICTURES.map((path) => join(corpus, path)).filter(existsSync);
  if (paths.length === 0) return '';
  const rows: string[][] = [];
  let [fitting, worse, count] = [0, 0, 0];
  for (const path of paths) {
    for (const { grid, limit, result } of await measure(path)) {
      count++;
      if (result.bytes <= limit) fitting++;
      if (grid && result.score < grid.score - 1) worse++;
      rows.push([
        basename(path),
        String(limit),
        String(result.bytes),
        result.score.toFixed(1),
        grid ? grid.score.toFixed(1) : '–',
        grid ? (result.score - grid.score).toFixed(1) : '–',
      ]);
      console.error(rows.at(-1)!.join(' '));
    }
  }
  return `## Byte budgets

Each picture is compressed to ${SHARES.map((share) => `${share * 100} %`).join(', ')} of the bytes that it has at \`good\`. The grid
tries ${COLORS.length * WAYS.length} settings of a PNG with a palette, or ${2 * QUALITIES.length} of a JPEG, and takes the best score that fits. ${fitting} of
${count} results fit; ${worse} have a score of more than 1 below the grid's.

${markdownTable(['picture', 'budget', 'bytes', 'score', 'grid', 'difference'], rows, ['picture'])}`;
}

async function measure(path: string) {
  const decoded = await decodeImage(Uint8Array.from(readFileSync(path)));
  const image = withoutHidden(resize(decoded.image, { maxSide: MAX_SIDE }));
  const isJpeg = path.endsWith('.jpg');
  const lossless = await pngOf(image);
  const options = { format: isJpeg ? 'jpeg' : 'png', ifNotSmaller: 'result', metadata: 'omit' } as const;
  const scorer = prepareQualityScore(image);
  const points = isJpeg ? await jpegGrid(image, scorer) : await paletteGrid(image, scorer);
  const good = (await compressImage(lossless, { ...options, quality: 'good' })).bytesAfter;
  const found: { limit: number; grid: Point | undefined; result: Point }[] = [];
  for (const share of SHARES) {
    const limit = Math.round(good * share);
    const grid = points
      .filter(({ bytes }) => bytes <= limit)
      .reduce<Point | undefined>((one, other) => (one && one.score >= other.score ? one : other), undefined);
    const { bytes, qualityScore } = await compressImage(lossless, { ...options, maxBytes: limit });
    found.push({ limit, grid, result: { bytes: bytes.length, score: qualityScore!.score } });
  }
  return found;
}

type Scorer = ReturnType<typeof prepareQualityScore>;

async function paletteGrid(image: RgbaImage, scorer: Scorer): Promise<Point[]> {
  const points: Point[] = [];
  for (const maxColors of COLORS) {
    for (const way of WAYS) {
      const result = quantize(image, { objective: 'perceptual', maxColors, ...way });
      const { bytes } = await encodePng(result);
      points.push({ bytes: bytes.length, score: scorer.score(result) });
    }
  }
  return points;
}

async function jpegGrid({ data, height, width }: RgbaImage, scorer: Scorer): Promise<Point[]> {
  const raw = { width, height, channels: 4 as const };
  const points: Point[] = [];
  for (const chromaSubsampling of ['4:2:0', '4:4:4']) {
    for (const quality of QUALITIES) {
      const encoded = sharp(data, { raw }).removeAlpha().jpeg({ mozjpeg: true, quality, chromaSubsampling });
      const bytes = Uint8Array.from(await encoded.toBuffer());
      const { image } = await decodeImage(bytes);
      points.push({ bytes: bytes.length, score: scorer.score(image, 'full-color') });
    }
  }
  return points;
}

/** Makes fully transparent pixels black, because the grid keeps no hidden colors. */
function withoutHidden({ data, height, width }: RgbaImage): RgbaImage {
  const visible = Uint8Array.from(data);
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 0) visible.fill(0, at, at + 4);
  return { data: visible, width, height };
}

/** Encodes pixels as a lossless PNG, the original of a compression. */
const pngOf = async ({ data, height, width }: RgbaImage): Promise<Uint8Array> =>
  Uint8Array.from(
    await sharp(data, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer(),
  );
