import type { IndexedImage, Palette, QuantizeResult, RgbaImage } from '@kcolors/core';
import type { CompressSettings } from '../compress-options.ts';
import { CodecError } from '../errors.ts';
import type { DecodedImage } from '../types.ts';
import { decodeIndexed } from './decode-indexed.ts';

const MOST_COLORS = 256;

/** What came of keeping a palette: the picture with it, or why that is not possible. */
export type KeptOrder = { readonly result: QuantizeResult } | { readonly note: string };

/**
 * An indexed image with the palette and the numbers of its file, whatever else the options say of its colors, but for `alpha`.
 * @throws {CodecError} `'invalid-option'` when its pixels have more colors than the options allow.
 */
export async function keepOrder(
  bytes: Uint8Array,
  { header, image }: DecodedImage,
  { maxPixels, quantize }: CompressSettings,
  hasOneTransparent: boolean,
): Promise<KeptOrder> {
  const stored = header.colorModel === 'indexed' && (await decodeIndexed(bytes, { maxPixels }));
  if (!stored) return { note: 'The original has no palette whose order could be kept.' };
  const shown = withAlphaMode({ ...stored, palette: decodedColors(stored, image) }, quantize.alpha);
  const indexed = hasOneTransparent ? withOneTransparent(shown) : shown;
  const weights = countPixels(indexed);
  const { maxColors = MOST_COLORS } = quantize;
  const colors = countColors(indexed.palette, weights);
  if (colors > maxColors) {
    const expected = `an image of at most ${maxColors} ${maxColors === 1 ? 'color' : 'colors'}`;
    throw new CodecError(
      'invalid-option',
      `Expected ${expected} where the order of the palette is kept, but this one has ${colors}: allow more colors, or let the palette change.`,
    );
  }
  return { result: { ...indexed, weights, inertia: 0, iterations: 0, converged: true, mse: 0 } };
}

/** The palette in the colors that the decoder gave to the pixels; those without pixels, and hidden ones, as stored. */
function decodedColors({ indices, palette }: IndexedImage, { data }: RgbaImage): Palette {
  const colors = palette.slice();
  const isDone = new Uint8Array(MOST_COLORS);
  for (let i = 0; i < indices.length; i++) {
    const number = indices[i]!;
    if (isDone[number]) continue;
    isDone[number] = 1;
    if (data[4 * i + 3] !== 0) colors.set(data.subarray(4 * i, 4 * i + 4), 4 * number);
  }
  return colors;
}

/** What `alpha` does to pixels, done to the palette. */
function withAlphaMode(image: IndexedImage, mode: CompressSettings['quantize']['alpha']): IndexedImage {
  if (mode !== 'binary' && mode !== 'ignore') return image;
  const opaque = mode === 'binary' ? 128 : 0;
  const palette = image.palette.map((value, i) => (i % 4 !== 3 ? value : value >= opaque ? 255 : 0));
  return { ...image, palette };
}

/** For GIF, which has one transparent color: pixels of others have the number of the first, and those are opaque. */
function withOneTransparent(image: IndexedImage): IndexedImage {
  const isTransparent = (number: number) => image.palette[4 * number + 3]! < 128;
  const all = Array.from({ length: image.palette.length / 4 }, (_, i) => i);
  const first = all.find(isTransparent) ?? -1;
  const numbers = Uint8Array.from(all, (i) => (isTransparent(i) ? first : i));
  const palette = image.palette.map((value, i) => (i % 4 !== 3 ? value : i >> 2 === first ? 0 : 255));
  return { ...image, palette, indices: image.indices.map((number) => numbers[number]!) };
}

function countPixels({ indices, palette }: IndexedImage): Float64Array {
  const weights = new Float64Array(palette.length / 4);
  for (const number of indices) weights[number]!++;
  return weights;
}

/** Different colors that pixels have. */
function countColors(palette: Palette, weights: Float64Array): number {
  const colors = new Set<string>();
  weights.forEach((weight, i) => {
    if (weight > 0) colors.add(palette[4 * i + 3] === 0 ? '' : palette.subarray(4 * i, 4 * i + 4).join());
  });
  return colors.size;
}
