import { encodePng, type Quality } from '@kcolors/codecs';
import { type IndexedImage, quantize } from '@kcolors/core';
import { encodePlainPng, normalize } from '../../encode.ts';
import { searched } from '../../look/searched.ts';
import { runPngquant } from '../../speed/pngquant.ts';
import type { EyeImage } from '../images.ts';

/** A result and its file size in bytes. */
interface Sized {
  readonly result: IndexedImage;
  readonly bytes: number;
  /** Description of the settings. */
  readonly made: string;
}

/** The results of kcolors and pngquant for one image. */
export interface Pair {
  readonly ours: Sized;
  readonly pngquant: Sized;
}

/** Maximum relative difference of sizes that count as equal. */
const EQUAL = 0.03;
const [MIN_COLORS, MAX_COLORS] = [4, 138];
/** Default dither strength of the tools. */
const STRENGTH = 0.5;

/** Pairs to compare, by the name in the table. `place` is the index of the image among `of` images. */
export const COMPARISONS: Readonly<
  Record<string, (image: EyeImage, place: number, of: number) => Promise<Pair>>
> = {
  good: againstDefault('good'),
  'lossless-look': againstDefault('lossless-look'),
  equal: atEqualBytes,
  dithered: ditheredAtEqualBytes,
};

function againstDefault(quality: Quality) {
  return async (image: EyeImage): Promise<Pair> => ({
    ours: await ourSearch(image, quality),
    pngquant: await pngquantAt(image, 256),
  });
}

/**
 * Compares `good` with pngquant at the number of colors with the nearest size. If no size is near, kcolors changes
 * its quality, then its number of colors.
 */
async function atEqualBytes(image: EyeImage): Promise<Pair> {
  let ours = await ourSearch(image, 'good');
  const pngquant = await nearestTo(ours.bytes, MIN_COLORS, 256, (k) => pngquantAt(image, k));
  if (!isEqual(ours.bytes, pngquant.bytes)) {
    ours = await nearestTo(pngquant.bytes, 30, 95, (quality) => ourSearch(image, quality), [ours]);
  }
  if (!isEqual(ours.bytes, pngquant.bytes)) {
    ours = await nearestTo(pngquant.bytes, 2, 256, (k) => dithered(image, k, STRENGTH), [ours]);
  }
  return { ours, pngquant };
}

/**
 * Compares dithered kcolors with pngquant. The numbers of colors for pngquant are spread over the images from 4 to
 * 138.
 */
async function ditheredAtEqualBytes(image: EyeImage, place: number, of: number): Promise<Pair> {
  // Neighboring images get distant values, so that no kind of image gets only few colors.
  const share = ((7 * place) % of) / Math.max(1, of - 1);
  const pngquant = await pngquantAt(image, Math.round(MIN_COLORS * (MAX_COLORS / MIN_COLORS) ** share));
  const ours = await nearestTo(pngquant.bytes, 2, 256, (k) => dithered(image, k, STRENGTH));
  if (isEqual(ours.bytes, pngquant.bytes)) return { ours, pngquant };
  // kcolors with its maximum number of colors may take fewer bytes than pngquant with few: then pngquant gets fewer
  // still.
  const fewer = await nearestTo(ours.bytes, MIN_COLORS, MAX_COLORS, (k) => pngquantAt(image, k), [pngquant]);
  if (isEqual(ours.bytes, fewer.bytes)) return { ours, pngquant: fewer };
  return {
    ours: await nearestTo(fewer.bytes, 2, 256, (k) => dithered(image, k, 0.9), [ours]),
    pngquant: fewer,
  };
}

const isEqual = (bytes: number, other: number): boolean => Math.abs(bytes / other - 1) <= EQUAL;

const nearest = (tries: readonly Sized[], bytes: number): Sized =>
  tries.reduce((best, one) => (Math.abs(one.bytes - bytes) < Math.abs(best.bytes - bytes) ? one : best));

/** Binary search over a range of numbers of colors, whose file sizes grow with them. */
async function nearestTo(
  bytes: number,
  low: number,
  high: number,
  make: (at: number) => Promise<Sized>,
  known: readonly Sized[] = [],
): Promise<Sized> {
  const tries = [...known];
  let [from, to] = [low, high];
  while (from <= to) {
    const middle = (from + to) >> 1;
    const one = await make(middle);
    tries.push(one);
    if (one.bytes < bytes) from = middle + 1;
    else to = middle - 1;
  }
  return nearest(tries, bytes);
}

async function ourSearch(image: EyeImage, quality: Quality): Promise<Sized> {
  const { bytes, result } = await searched(image, quality);
  return { result, bytes, made: `quality ${quality}, ${result.palette.length / 4} colors` };
}

async function dithered(image: EyeImage, k: number, dither: number): Promise<Sized> {
  const result = quantize(image, { objective: 'perceptual', maxColors: k, dither });
  return {
    result,
    bytes: (await encodePng(result)).bytes.length,
    made: `${k} colors, dithered by ${dither}`,
  };
}

/** Runs unmodified pngquant. The bytes are those of a PNG without filters at zlib level 9, as it writes them. */
async function pngquantAt(image: EyeImage, k: number): Promise<Sized> {
  const result = await (await runPngquant(image, k, true)).value();
  return { result, bytes: encodePlainPng(normalize(result)).length, made: `${k} colors` };
}
