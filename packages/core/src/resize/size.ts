import { QuantizeError } from '../errors.ts';
import type { EngineChoice } from '../options.ts';
import type { RgbaImage } from '../types.ts';

/** Limits of the size of an image. All given limits hold. The aspect ratio stays, and no limit enlarges an image. */
export interface SizeLimits {
  /** Maximum width in pixels, an integer ≥ 1. */
  readonly maxWidth?: number;
  /** Maximum height in pixels, an integer ≥ 1. */
  readonly maxHeight?: number;
  /** Maximum of the longer side in pixels, an integer ≥ 1. */
  readonly maxSide?: number;
  /** Factor for both sides, above 0 and up to 1. */
  readonly scale?: number;
}

/** Options of `resize`. */
export interface ResizeOptions extends SizeLimits {
  /**
   * `'smooth'` suits photographs and graphics. `'pixelated'` takes the pixel at the center of each result, for pixel
   * art whose colors must not mix.
   * @defaultValue 'smooth'
   */
  readonly filter?: 'smooth' | 'pixelated';
  /** `'auto'` uses WebAssembly where the host supports and allows it; `'js'` returns the same bytes. @defaultValue 'auto' */
  readonly engine?: EngineChoice;
}

const CHOICES = { filter: ['smooth', 'pixelated'], engine: ['auto', 'wasm', 'js'] } as const;
const NAMES: readonly string[] = ['maxWidth', 'maxHeight', 'maxSide', 'scale', 'filter', 'engine'];

/**
 * Returns the size of an image after `resize`. Each side is rounded and at least 1.
 *
 * @param size width and height in pixels
 * @throws QuantizeError `option-out-of-range` if an option is invalid.
 */
export function resizedSize(
  { width, height }: Pick<RgbaImage, 'height' | 'width'>,
  options: ResizeOptions,
): { readonly width: number; readonly height: number } {
  checkOptions(options);
  const { maxHeight, maxSide, maxWidth, scale = 1 } = options;
  const most = (limit: number | undefined, side: number) => (limit === undefined ? 1 : limit / side);
  const factor = Math.min(
    scale,
    most(maxWidth, width),
    most(maxHeight, height),
    most(maxSide, Math.max(width, height)),
  );
  if (factor >= 1 || width * height === 0) return { width, height };
  const scaled = (side: number) => Math.max(1, Math.round(side * factor));
  return { width: scaled(width), height: scaled(height) };
}

function checkOptions(options: ResizeOptions): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new QuantizeError('option-out-of-range', 'resize', 'an object', options);
  }
  for (const name of Object.keys(options)) {
    if (!NAMES.includes(name))
      throw new QuantizeError('option-out-of-range', 'resize', `only the names ${NAMES.join(', ')}`, name);
  }
  for (const name of ['maxWidth', 'maxHeight', 'maxSide'] as const) {
    const value = options[name];
    if (value !== undefined && !(Number.isInteger(value) && value >= 1))
      throw new QuantizeError('option-out-of-range', name, 'an integer of 1 or more', value);
  }
  const { scale } = options;
  if (scale !== undefined && !(typeof scale === 'number' && scale > 0 && scale <= 1))
    throw new QuantizeError('option-out-of-range', 'scale', 'a number above 0 and up to 1', scale);
  for (const name of ['filter', 'engine'] as const) {
    const value = options[name];
    const choices: readonly unknown[] = CHOICES[name];
    if (value !== undefined && !choices.includes(value))
      throw new QuantizeError('option-out-of-range', name, `one of ${choices.join(', ')}`, value);
  }
}
