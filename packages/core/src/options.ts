import { isByteArray } from './byte-array.ts';
import { QuantizeError } from './errors.ts';
import type { Palette } from './types.ts';

/** Color space in which distances are measured: stored sRGB values, or Oklab. */
export type Space = 'srgb' | 'oklab';
/** Goal of the palette search: the lowest mean squared error, or the best visual quality. */
export type Objective = 'mse' | 'perceptual';
/** Method that chooses the first centroids. */
export type Init = 'auto' | 'multi-scale' | 'variance-split' | 'k-means++';
/**
 * Treatment of translucent pixels. `'keep'` changes nothing, `'binary'` makes each pixel opaque or fully transparent,
 * and `'ignore'` makes all opaque.
 */
export type AlphaMode = 'keep' | 'binary' | 'ignore';
/** Time spent on better centroids. */
export type Effort = 'fast' | 'default' | 'best';
/** Error diffusion kernel: how the rounding error of a pixel spreads to its neighbors. */
export type DitherKernel = 'floyd-steinberg' | 'sierra-lite' | 'jarvis-judice-ninke';

/** Implementation of the inner loops: WebAssembly, JavaScript, or the first of the two that is available. */
export type EngineChoice = 'auto' | 'wasm' | 'js';

/** Options of every function that assigns pixels to a palette. */
export interface RemapOptions {
  /**
   * Dither strength, 0 to 1. At 0 every pixel takes its nearest color. At 1 the whole error goes to the neighbors, so
   * that areas keep their mean color. A value in between diffuses only part of it: less noise, smaller files.
   * Error that would leave the image is dropped.
   * @defaultValue 0
   */
  readonly dither?: number;
  /** Error diffusion kernel; only used with `dither`. @defaultValue 'floyd-steinberg' */
  readonly kernel?: DitherKernel;
  /**
   * Row direction of the error diffusion. `'serpentine'` runs every other row from right to left. @defaultValue
   * 'raster'
   */
  readonly scan?: 'raster' | 'serpentine';
  /**
   * Trades visual quality for a smaller file, 0 to 1. Pixels may take a color that repeats a color to the left or
   * above. This happens where it saves bits and the error is hard to see. Deflate and similar coders then find longer
   * matches: sequences of pixels that repeat earlier ones.
   *
   * At 0.5 files are often a third smaller, with differences that are hard to see. At 1 they are about half as large,
   * and coarser. For each bit saved, a squared error of up to 5 · rate² may be added, in 8-bit steps.
   *
   * A rate passes on errors in its own way: `kernel`, `scan` and the strength of `dither` are not used. If `dither` is
   * not 0, `'perceptual'` colors are found for dithered pixels. Images with no more than `maxColors` colors stay exact.
   * `effort: 'best'` tries more matches.
   * @defaultValue 0
   */
  readonly rate?: number;
  /**
   * Space in which distances are measured and, when quantizing, centroids are found. `'srgb'` gives the lowest squared
   * error of the stored values. `'oklab'` follows human vision (Ottosson 2020, with smaller differences between very dark colors).
   * @defaultValue 'srgb', or 'oklab' if `objective` is 'perceptual'
   */
  readonly space?: Space;
  /**
   * Treatment of translucent pixels.
   *
   * `'keep'` clusters colors in four dimensions, alpha included. If the palette has an opaque color, opaque pixels only
   * take opaque colors. The search finds one for them, except with few opaque pixels and fewer than 7 colors that are not
   * fixed.
   *
   * `'binary'` makes every pixel opaque (alpha ≥ 128) or fully transparent, as GIF needs. `'ignore'` makes all pixels
   * opaque.
   * @defaultValue 'keep'
   */
  readonly alpha?: AlphaMode;
  /**
   * `'wasm'` is two to four times as fast as `'js'`; both return the same bytes. `'auto'` uses WebAssembly where the
   * host supports and allows it, else JavaScript. `'wasm'` throws `no-webassembly` where it is missing.
   * @defaultValue 'auto'
   */
  readonly engine?: EngineChoice;
  /**
   * Goal of the whole job. Here it only changes dithering: with `'perceptual'`, translucent pixels receive two thirds of
   * the error. In images of fewer than 128 × 128 pixels, pixels receive half of it, and none if their color is nearly in
   * the palette.
   * @defaultValue 'mse'
   */
  readonly objective?: Objective;
  /** How many matches a `rate` looks at: `'best'` looks at more. @defaultValue 'default' */
  readonly effort?: Effort;
}

/** Options of every function that finds a palette. */
export interface PaletteOptions extends Pick<RemapOptions, 'space' | 'alpha' | 'engine'> {
  /**
   * `'mse'` finds the palette of the lowest squared error, in which large areas count most. `'perceptual'` finds the
   * palette with the best visual quality, in Oklab unless `space` is set. It works best with a `dither` of 0.75.
   *
   * In photographs, `'perceptual'` weighs each color by its pixel count to the power of 0.75, so that detail gets
   * colors, too. It also weighs colors by how visible an error is in their surroundings, unless the image comes as a
   * histogram. If `quantize` dithers, blur-aware refinement then moves the colors so that the blurred
   * result matches the blurred image. Images of fewer than 128 × 128 pixels are not refined.
   *
   * Flat graphics are images in which 45 % or more of the visible pixels equal their left neighbor. There all pixels
   * count the same. In flat graphics and in images of fewer than 128 × 128 pixels, pixels close to their palette color are not
   * dithered. In flat graphics, uniform areas far from all palette colors are not dithered either.
   *
   * Small regions in a rare color, such as a light or an icon, keep a palette entry. A histogram does not show them.
   * Translucent pixels are dithered with two thirds of `dither`, pixels of small images with half.
   * @defaultValue 'mse'
   */
  readonly objective?: Objective;
  /**
   * Maximum number of palette colors, an integer from 1 to 256. It includes `fixedColors` and full transparency. The
   * palette may be smaller. An image with no more colors than this stays exact.
   *
   * A color that covers at least 8 % of the visible pixels gets an exact entry of its own. With fewer than 8 colors this
   * holds only for the most frequent color, and from 30 %. It does not hold for histograms of more than 16,384 colors,
   * which only know groups of similar colors.
   * @defaultValue 16
   */
  readonly maxColors?: number;
  /**
   * Method that chooses the first centroids. `'multi-scale'` finds more clusters than needed, at several scales, and
   * merges them; `'variance-split'` splits the cluster of the largest variance again and again; `'k-means++'` draws
   * them at random (Arthur and Vassilvitskii 2007). `'auto'` is `'multi-scale'` up to 64 colors and `'variance-split'` above.
   * @defaultValue 'auto'
   */
  readonly init?: Init;
  /**
   * Number of passes spent on better centroids. With the perceptual objective it also sets the number of blur-aware
   * refinements of a dithered photograph: `'fast'` none, `'default'` one, `'best'` two.
   * @defaultValue 'default'
   */
  readonly effort?: Effort;
  /** Seed of `'k-means++'`, an integer from 0 to 2³² − 1. Other methods ignore it. @defaultValue 0 */
  readonly seed?: number;
  /**
   * Colors that are always in the palette, 4 bytes each: red, green, blue, alpha. They come first, in this order, and
   * stay as they are. Pixels are assigned to them, and the other colors are found around them.
   * @defaultValue none
   */
  readonly fixedColors?: Palette;
}

/** All options of `quantize`. */
export interface QuantizeOptions extends PaletteOptions, RemapOptions {}

/** Options with all defaults filled in and all ranges checked. The stages of the pipeline rely on both. */
export type ResolvedOptions = Required<QuantizeOptions>;

const CHOICES = {
  objective: ['mse', 'perceptual'],
  kernel: ['floyd-steinberg', 'sierra-lite', 'jarvis-judice-ninke'],
  scan: ['raster', 'serpentine'],
  space: ['srgb', 'oklab'],
  alpha: ['keep', 'binary', 'ignore'],
  init: ['auto', 'multi-scale', 'variance-split', 'k-means++'],
  effort: ['fast', 'default', 'best'],
  engine: ['auto', 'wasm', 'js'],
} as const;

const DEFAULTS: ResolvedOptions = {
  objective: 'mse',
  maxColors: 16,
  dither: 0,
  rate: 0,
  kernel: 'floyd-steinberg',
  scan: 'raster',
  space: 'srgb',
  alpha: 'keep',
  init: 'auto',
  effort: 'default',
  seed: 0,
  engine: 'auto',
  fixedColors: new Uint8Array(0),
};

/** The options that each function uses. */
const SHARED = ['space', 'alpha', 'engine', 'objective', 'effort'] as const;
export const REMAP_OPTIONS: readonly (keyof RemapOptions)[] = [
  ...SHARED,
  ...(['dither', 'kernel', 'scan', 'rate'] as const),
];
export const PALETTE_OPTIONS: readonly (keyof PaletteOptions)[] = [
  ...SHARED,
  ...(['maxColors', 'init', 'seed', 'fixedColors'] as const),
];
const ALL_OPTIONS: readonly (keyof QuantizeOptions)[] = [...new Set([...REMAP_OPTIONS, ...PALETTE_OPTIONS])];

/**
 * Returns the options with defaults filled in.
 *
 * @param used the names of the options that the function uses; others would be ignored, so they are rejected.
 * @throws QuantizeError on names that are not used, wrong types and values out of range.
 */
export function resolveOptions(
  options: QuantizeOptions = {},
  used: readonly (keyof QuantizeOptions)[] = ALL_OPTIONS,
): ResolvedOptions {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new QuantizeError('option-out-of-range', 'options', 'an object', options);
  }
  for (const name of Object.keys(options)) {
    if (!(used as readonly string[]).includes(name)) {
      throw new QuantizeError('option-out-of-range', 'options', `only the names ${used.join(', ')}`, name);
    }
  }
  const defined = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const space = defined.objective === 'perceptual' ? 'oklab' : DEFAULTS.space;
  const resolved: ResolvedOptions = { ...DEFAULTS, space, ...defined };
  checkInteger('maxColors', resolved.maxColors, 1, 256);
  checkInteger('seed', resolved.seed, 0, 0xffffffff);
  for (const name of ['dither', 'rate'] as const) {
    const value = resolved[name];
    if (typeof value !== 'number' || !(value >= 0 && value <= 1)) {
      throw new QuantizeError('option-out-of-range', name, 'a number between 0 and 1', value);
    }
  }
  for (const [name, choices] of Object.entries(CHOICES)) {
    const value = resolved[name as keyof typeof CHOICES];
    if (!(choices as readonly string[]).includes(value)) {
      throw new QuantizeError('option-out-of-range', name, `one of ${choices.join(', ')}`, value);
    }
  }
  checkPalette(resolved.fixedColors, 'fixedColors', 0, resolved.maxColors);
  if (resolved.alpha === 'binary' && resolved.fixedColors.some((v, i) => i % 4 === 3 && v > 0 && v < 255)) {
    throw new QuantizeError(
      'option-out-of-range',
      'fixedColors',
      'opaque or transparent colors (alpha is binary)',
      'a translucent one',
    );
  }
  return resolved;
}

function checkInteger(name: string, value: unknown, min: number, max: number): void {
  if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
    throw new QuantizeError('option-out-of-range', name, `an integer between ${min} and ${max}`, value);
  }
}

/** Throws unless `palette` is a byte array of `min` to `max` colors of 4 bytes. */
export function checkPalette(palette: Palette, name: string, min: number, max: number): void {
  const expected = `${min} to ${max} colors of 4 bytes`;
  if (!isByteArray(palette))
    throw new QuantizeError('invalid-palette', name, `${expected} in a Uint8Array`, palette);
  const colors = palette.length / 4;
  if (!Number.isInteger(colors) || colors < min || colors > max) {
    throw new QuantizeError('invalid-palette', name, expected, `${palette.length} bytes`);
  }
}
