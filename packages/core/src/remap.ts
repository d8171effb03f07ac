import { acquireEngine, releaseEngine } from './engine/engine-pool.ts';
import { pixelsOf } from './image/pixels.ts';
import { checkPalette, REMAP_OPTIONS, type RemapOptions, resolveOptions } from './options.ts';
import { meanSquare } from './remap/labeled.ts';
import { remapPixels } from './remap/remap-pixels.ts';
import { drain } from './steps.ts';
import type { Palette, Progress, RemapResult, RgbaImage } from './types.ts';

/**
 * Assigns every pixel of an image to a palette color: the nearest one, or with `dither` by error diffusion. Returns the
 * palette index of each pixel, the counts and the error. The palette stays as it is, colors without pixels included.
 *
 * @param palette 1 to 256 colors, 4 bytes each: red, green, blue, alpha, not premultiplied.
 * @throws QuantizeError if the image, the palette or an option is invalid.
 */
export function remap(image: RgbaImage, palette: Palette, options: RemapOptions = {}): RemapResult {
  return drain(remapSteps(image, palette, options));
}

/** `remap` step by step: each step yields the progress. To stop, end the loop. */
export function* remapSteps(
  image: RgbaImage,
  palette: Palette,
  options: RemapOptions = {},
): Generator<Progress, RemapResult> {
  const resolved = resolveOptions(options, REMAP_OPTIONS);
  checkPalette(palette, 'palette', 1, 256);
  const pixels = pixelsOf(image, resolved.alpha);
  const engine = acquireEngine(resolved, pixels.length);
  try {
    const labeled = yield* remapPixels(engine, pixels, palette, resolved);
    const { width, height } = image;
    const { counts, indices } = labeled;
    return { width, height, indices, palette: new Uint8Array(palette), counts, mse: meanSquare(labeled) };
  } finally {
    releaseEngine(engine);
  }
}
