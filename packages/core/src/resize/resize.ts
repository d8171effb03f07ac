import { QuantizeError } from '../errors.ts';
import { isFlatGraphics } from '../image/flat-graphics.ts';
import { type PixelSource, pixelsOf } from '../image/pixels.ts';
import type { Axis } from '../kernels/resample.ts';
import type { EngineChoice } from '../options.ts';
import { drain } from '../steps.ts';
import type { RgbaImage } from '../types.ts';
import { lanczosAxis, wholeAxis } from './axes.ts';
import { createJsResampler } from './js-resampler.ts';
import { copyHiddenColors, pickPixels } from './nearest.ts';
import type { Resampler } from './resampler.ts';
import { type ResizeProgress, resampleRows } from './rows.ts';
import { type ResizeOptions, resizedSize } from './size.ts';
import { createWasmResampler } from './wasm-resampler.ts';

export type { ResizeProgress };

/**
 * Returns a smaller copy of an image, or the image itself if no limit requires a reduction. Colors are mixed in linear
 * light with the sRGB curve, weighted by opacity. A fully transparent result takes the hidden color of the pixel at its
 * center. The same image and options return the same bytes on every machine.
 *
 * - Each result is a weighted mean by the Lanczos kernel, bounded by the pixels around its center, so that edges get no
 *   rings and flat colors stay exact.
 * - Flat graphics that are reduced by a whole number become means of whole squares: edges between squares stay crisp,
 *   as in icons that were made at twice the size.
 *
 * @throws QuantizeError if the image or an option is invalid.
 * @example
 * const small = resize({ data, width, height }, { maxSide: 1600 });
 */
export function resize(image: RgbaImage, options: ResizeOptions): RgbaImage {
  return drain(resizeSteps(image, options));
}

/**
 * `resize` step by step. Each step takes a few milliseconds and yields the progress. To stop, call `return()` of the
 * generator, or end its loop.
 *
 * @throws QuantizeError if the image or an option is invalid.
 */
export function* resizeSteps(image: RgbaImage, options: ResizeOptions): Generator<ResizeProgress, RgbaImage> {
  const source = pixelsOf(image, 'keep');
  const size = resizedSize(image, options);
  if (size.width === image.width && size.height === image.height) return image;
  const data = new Uint8Array(4 * size.width * size.height);
  const words = new Uint32Array(data.buffer);
  if (options.filter === 'pixelated') {
    pickPixels(source, size, words);
  } else {
    const { columns, rows } = axesFor(source, size);
    yield* resampleRows(source, rows, createResampler(columns, options.engine ?? 'auto'), words);
    copyHiddenColors(source, size, words);
  }
  return { data, ...size };
}

type Size = Pick<RgbaImage, 'height' | 'width'>;

/** Returns the axes for a reduction: means of whole squares where they suit flat graphics, otherwise Lanczos. */
function axesFor(
  source: PixelSource,
  { height, width }: Size,
): { readonly columns: Axis; readonly rows: Axis } {
  const side = Math.round(Math.max(source.width / width, source.height / height));
  const isWhole = Math.ceil(source.width / side) === width && Math.ceil(source.height / side) === height;
  return side > 1 && isWhole && isFlat(source)
    ? { columns: wholeAxis(source.width, side), rows: wholeAxis(source.height, side) }
    : { columns: lanczosAxis(source.width, width), rows: lanczosAxis(source.height, height) };
}

/** Number of pixels, in whole rows, that tell whether an image is flat graphics. */
const SAMPLED = 2 ** 20;

/** Returns whether evenly spaced rows of an image are flat graphics. */
function isFlat(source: PixelSource): boolean {
  const { height, length, width } = source;
  const stride = Math.ceil(length / SAMPLED);
  let pixels = 0;
  let repeated = 0;
  for (let y = 0; y < height; y += stride) {
    const row = source.view(y * width, (y + 1) * width);
    for (let x = 0; x < width; x++) {
      if (row[x]! >>> 24 === 0) continue;
      pixels++;
      if (x > 0 && row[x] === row[x - 1]) repeated++;
    }
  }
  return isFlatGraphics({ pixels, repeated });
}

let wasmFailed = false;

function createResampler(columns: Axis, choice: EngineChoice): Resampler {
  if (choice === 'js' || (choice === 'auto' && wasmFailed)) return createJsResampler(columns);
  try {
    return createWasmResampler(columns);
  } catch (error) {
    if (error instanceof RangeError) return createJsResampler(columns); // too wide for the memory of a module
    if (choice === 'wasm')
      throw new QuantizeError('no-webassembly', 'engine', 'a host with WebAssembly', error);
    wasmFailed = true; // no SIMD, or forbidden by a policy: it would fail again
    return createJsResampler(columns);
  }
}
