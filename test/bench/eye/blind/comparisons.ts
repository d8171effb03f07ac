import { encodePng, type Quality } from '@kcolors/codecs';
import { type IndexedImage, quantize } from '@kcolors/core';
import { encodePlainPng, normalize } from '../../encode.ts';
import { searched } from '../../look/searched.ts';
import { runPngquant } from '../../speed/pngquant.ts';
import type { EyeImage } from '../images.ts';

/** A result and the bytes of its file. */
interface Sized {
  readonly result: IndexedImage;
  readonly bytes: number;
  /** How it was made. */
  readonly made: string;
}

/** Ours and pngquant's of one picture. */
export interface Pair {
  readonly ours: Sized;
  readonly pngquant: Sized;
}

/** Files count as equal in bytes within this share. */
const EQUAL = 0.03;
const [FEWEST, MOST] = [4, 138];
/** How the tools dither unless they are told otherwise. */
const STRENGTH = 0.5;

/** What is set side by side, by the name in the table. `place` is the number of the picture and `of` how many there are. */
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

/** `good` beside pngquant at the number of colors whose file is nearest in bytes; where none is near, ours gives way. */
async function atEqualBytes(image: EyeImage): Promise<Pair> {
  let ours = await ourSearch(image, 'good');
  const pngquant = await nearestTo(ours.bytes, FEWEST, 256, (k) => pngquantAt(image, k));
  if (!isEqual(ours.bytes, pngquant.bytes)) {
    ours = await nearestTo(pngquant.bytes, 30, 95, (quality) => ourSearch(image, quality), [ours]);
  }
  if (!isEqual(ours.bytes, pngquant.bytes)) {
    ours = await nearestTo(pngquant.bytes, 2, 256, (k) => dithered(image, k, STRENGTH), [ours]);
  }
  return { ours, pngquant };
}

/** Ours dithered beside pngquant, whose numbers of colors are spread over the pictures from 4 to 138. */
async function ditheredAtEqualBytes(image: EyeImage, place: number, of: number): Promise<Pair> {
  // Neighbors in the list are far apart, so that no kind of picture has few colors alone.
  const share = ((7 * place) % of) / Math.max(1, of - 1);
  const pngquant = await pngquantAt(image, Math.round(FEWEST * (MOST / FEWEST) ** share));
  const ours = await nearestTo(pngquant.bytes, 2, 256, (k) => dithered(image, k, STRENGTH));
  if (isEqual(ours.bytes, pngquant.bytes)) return { ours, pngquant };
  // All of our colors may take fewer bytes than pngquant's few: then it has fewer still.
  const fewer = await nearestTo(ours.bytes, FEWEST, MOST, (k) => pngquantAt(image, k), [pngquant]);
  if (isEqual(ours.bytes, fewer.bytes)) return { ours, pngquant: fewer };
  return {
    ours: await nearestTo(fewer.bytes, 2, 256, (k) => dithered(image, k, 0.9), [ours]),
    pngquant: fewer,
  };
}

const isEqual = (bytes: number, other: number): boolean => Math.abs(bytes / other - 1) <= EQUAL;

const nearest = (tries: readonly Sized[], bytes: number): Sized =>
  tries.reduce((best, one) => (Math.abs(one.bytes - bytes) < Math.abs(best.bytes - bytes) ? one : best));

/** Halves a range of numbers whose files grow with them. */
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

/** pngquant as it is; its bytes are those of a PNG without filters at zlib's level 9, which is how it writes. */
async function pngquantAt(image: EyeImage, k: number): Promise<Sized> {
  const result = await (await runPngquant(image, k, true)).value();
  return { result, bytes: encodePlainPng(normalize(result)).length, made: `${k} colors` };
}
