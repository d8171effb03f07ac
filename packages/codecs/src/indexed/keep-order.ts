import type { IndexedImage, Palette, QuantizeResult, RgbaImage } from '@kcolors/core';
import type { CompressSettings } from '../compress-options.ts';
import { MAX_COLORS } from '../constants.ts';
import { CodecError } from '../errors.ts';
import type { ResizedImage } from '../image/resize-decoded.ts';
import { decodeIndexed } from './decode-indexed.ts';

/** The image with the palette of its file, or a note that says why there is none to keep. */
export type KeptOrder = { readonly result: QuantizeResult } | { readonly note: string };

/**
 * Returns an indexed image with the palette and the indices of its file. Of the quantizer options, only `alpha` and
 * `maxColors` are used.
 * @param hasOneTransparent - whether the output format has a single transparent color, as GIF does
 * @throws {CodecError} `'invalid-option'` if its pixels have more colors than `maxColors`.
 */
export async function keepOrder(
  bytes: Uint8Array,
  { header, image, resizedFrom }: ResizedImage,
  { maxPixels, quantize }: CompressSettings,
  hasOneTransparent: boolean,
): Promise<KeptOrder> {
  if (resizedFrom) return { note: 'The image was resized: its palette order was not kept.' };
  const stored = header.colorModel === 'indexed' && (await decodeIndexed(bytes, { maxPixels }));
  if (!stored) return { note: 'The original has no palette order to keep.' };
  const shown = withAlphaMode({ ...stored, palette: decodedColors(stored, image) }, quantize.alpha);
  const indexed = hasOneTransparent ? withOneTransparent(shown) : shown;
  const counts = countPixels(indexed);
  const { maxColors = MAX_COLORS } = quantize;
  const colors = countColors(indexed.palette, counts);
  if (colors > maxColors) {
    const expected = `an image of at most ${maxColors} ${maxColors === 1 ? 'color' : 'colors'}`;
    throw new CodecError(
      'invalid-option',
      `Expected ${expected} to keep the palette order but received one with ${colors}: allow more colors, or let the palette change.`,
    );
  }
  return { result: { ...indexed, counts, inertia: 0, iterations: 0, converged: true, mse: 0 } };
}

/** Returns the palette with the decoded colors of its pixels. Unused and fully transparent entries stay as stored. */
function decodedColors({ indices, palette }: IndexedImage, { data }: RgbaImage): Palette {
  const colors = palette.slice();
  const isDone = new Uint8Array(MAX_COLORS);
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!;
    if (isDone[index]) continue;
    isDone[index] = 1;
    if (data[4 * i + 3] !== 0) colors.set(data.subarray(4 * i, 4 * i + 4), 4 * index);
  }
  return colors;
}

/** Applies the `alpha` option of the quantizer to the palette. */
function withAlphaMode(image: IndexedImage, mode: CompressSettings['quantize']['alpha']): IndexedImage {
  if (mode !== 'binary' && mode !== 'ignore') return image;
  const opaque = mode === 'binary' ? 128 : 0;
  const palette = image.palette.map((value, i) => (i % 4 !== 3 ? value : value >= opaque ? 255 : 0));
  return { ...image, palette };
}

/** Merges transparent entries for GIF: their pixels get the index of the first one, and the others become opaque. */
function withOneTransparent(image: IndexedImage): IndexedImage {
  const isTransparent = (index: number) => image.palette[4 * index + 3]! < 128;
  const all = Array.from({ length: image.palette.length / 4 }, (_, i) => i);
  const first = all.find(isTransparent) ?? -1;
  const mapped = Uint8Array.from(all, (i) => (isTransparent(i) ? first : i));
  const palette = image.palette.map((value, i) => (i % 4 !== 3 ? value : i >> 2 === first ? 0 : 255));
  return { ...image, palette, indices: image.indices.map((index) => mapped[index]!) };
}

function countPixels({ indices, palette }: IndexedImage): Float64Array {
  const counts = new Float64Array(palette.length / 4);
  for (const index of indices) counts[index]!++;
  return counts;
}

/** Returns the number of different colors that pixels use. */
function countColors(palette: Palette, counts: Float64Array): number {
  const colors = new Set<string>();
  counts.forEach((count, i) => {
    if (count > 0) colors.add(palette[4 * i + 3] === 0 ? '' : palette.subarray(4 * i, 4 * i + 4).join());
  });
  return colors.size;
}
