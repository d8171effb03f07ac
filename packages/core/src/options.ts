import { isByteArray } from './byte-array.ts';
import { QuantizeError } from './errors.ts';
import type { Palette } from './types.ts';

/** The space in which centroids are found and pixels are assigned. */
export type Space = 'srgb' | 'oklab';
/** What a good palette is: one of little squared error, or one that looks like the image. */
export type Objective = 'mse' | 'perceptual';
/** How the first centroids are chosen. */
export type Init = 'auto' | 'multi-scale' | 'variance-split' | 'k-means++';
/** What happens to translucent pixels. */
export type AlphaMode = 'keep' | 'binary' | 'ignore';
/** How long to look for better centroids. */
export type Effort = 'fast' | 'default' | 'best';
/** How the rounding error of a pixel is spread over its neighbors. */
export type DitherKernel = 'floyd-steinberg' | 'sierra-lite' | 'jarvis-judice-ninke';

/** What does the work: WebAssembly, plain JavaScript, or the first of the two that there is. */
export type EngineChoice = 'auto' | 'wasm' | 'js';

/** Options of everything that assigns pixels to a palette. */
export interface RemapOptions {
  /**
   * Strength of the error diffusion, 0 to 1. At 0 every pixel takes its nearest color; at 1 the whole
   * error goes to the neighbors, so that areas keep their mean color; between, the error that a pixel
   * receives is scaled, which makes less noise and smaller files. Error that would leave the image is lost.
   * @defaultValue 0
   */
  readonly dither?: number;
  /** Kernel of the error diffusion. @defaultValue 'floyd-steinberg' */
  readonly kernel?: DitherKernel;
  /** Direction of the rows in error diffusion: all left to right, or every other one back. @defaultValue 'raster' */
  readonly scan?: 'raster' | 'serpentine';
  /**
   * How much look may be given up for a smaller file, 0 to 1: pixels take colors that repeat what is to the left or above,
   * where that saves bits and errors are hardly seen, so that deflate and its like find long matches. At 0.5 files are often
   * a third smaller and hard to tell apart, at 1 half as large and coarser. The most squared error that is made to save a bit
   * grows with its square. It takes the place of error diffusion: of `dither`, it only matters whether it is 0, since
   * `'perceptual'` colors are found for dithered pixels else. Images that come back exact stay so; `effort: 'best'` looks
   * at more matches.
   * @defaultValue 0
   */
  readonly rate?: number;
  /**
   * Space in which distances are measured (and, when quantizing, centroids found). `'srgb'` gives the
   * lowest squared error of the stored values; `'oklab'` (Ottosson 2020, less steep near black) follows the eye.
   * @defaultValue 'srgb'
   */
  readonly space?: Space;
  /**
   * `'keep'` treats translucent colors as points in four dimensions; opaque pixels take opaque colors as long as the palette has
   * one, and one is found for them unless there are fewer than 7 free colors and they are few; `'binary'` makes every pixel either
   * opaque or fully transparent (alpha 128 and more is opaque), as GIF needs; `'ignore'` makes all opaque.
   * @defaultValue 'keep'
   */
  readonly alpha?: AlphaMode;
  /**
   * `'wasm'` is two to four times faster than `'js'`; both give the same bytes. `'auto'` takes WebAssembly where the
   * host has it and lets it run, and JavaScript elsewhere; `'wasm'` throws there.
   * @defaultValue 'auto'
   */
  readonly engine?: EngineChoice;
}

/** Options of everything that finds a palette. */
export interface PaletteOptions extends Pick<RemapOptions, 'space' | 'alpha' | 'engine'> {
  /**
   * `'mse'` finds the colors of the lowest squared error, for which large areas count most. `'perceptual'` finds those
   * that look most like the image, in Oklab unless `space` says otherwise. Colors of photographs are counted by the 0.75th
   * power of their pixels, so that large even areas leave some to those of much detail, and by how well the surroundings
   * of the pixels show an error (not from a histogram alone). When `quantize` dithers, they then move to where the blurred
   * result is nearest to the blurred image, unless it has fewer than 128 × 128 pixels. In flat graphics, where 45 % or more of
   * the visible pixels equal their left neighbor, all count the same. There, and in such small pictures, dithering leaves alone
   * what is near to its color; in flat graphics also even areas that are far from all colors. Small regions that stand out by
   * their color, such as a light or an icon, keep an entry (not from a histogram alone). It goes best with a `dither` of
   * 0.75, of which translucent pixels receive two thirds, and those of small pictures half.
   * @defaultValue 'mse'
   */
  readonly objective?: Objective;
  /**
   * The most colors the palette may hold, an integer from 1 to 256, `fixedColors` and full transparency
   * included. Fewer may come back; an image of no more colors than this comes back exact. Colors of flat areas that
   * get an entry of their own are exact: always where they have 8 % of the visible pixels, of fewer than 8 colors the
   * first one where it has 30 % (except from a histogram that counts bins).
   * @defaultValue 16
   */
  readonly maxColors?: number;
  /**
   * How the first centroids are chosen. `'auto'` is `'multi-scale'` up to 64 colors, `'variance-split'` above.
   * @defaultValue 'auto'
   */
  readonly init?: Init;
  /**
   * How many passes are spent on better centroids. For the perceptual objective also how often the colors of a dithered
   * photograph are refined: not at all, once, or twice. @defaultValue 'default'
   */
  readonly effort?: Effort;
  /** Seed of the random numbers of `'k-means++'`, an integer from 0 to 2³² − 1. @defaultValue 0 */
  readonly seed?: number;
  /**
   * Colors (4 bytes each: RGBA) that are in the palette whatever the image holds. They come first, in this
   * order, take part in assignment and do not move; the other colors are found around them.
   * @defaultValue none
   */
  readonly fixedColors?: Palette;
}

export interface QuantizeOptions extends PaletteOptions, RemapOptions {}

/** Options with every default filled in and every range checked; the stages trust these. */
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

/** Fills in the defaults and rejects what is unknown, of the wrong type or out of range. */
export function resolveOptions(options: QuantizeOptions = {}): ResolvedOptions {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new QuantizeError('option-out-of-range', 'options', 'an object', options);
  }
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(DEFAULTS, name)) {
      const known = Object.keys(DEFAULTS).join(', ');
      throw new QuantizeError('option-out-of-range', 'options', `only the names ${known}`, name);
    }
  }
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const space = given.objective === 'perceptual' ? 'oklab' : DEFAULTS.space;
  const resolved: ResolvedOptions = { ...DEFAULTS, space, ...given };
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

function checkInteger(name: string, value: unknown, lowest: number, highest: number): void {
  if (!Number.isInteger(value) || (value as number) < lowest || (value as number) > highest) {
    throw new QuantizeError(
      'option-out-of-range',
      name,
      `an integer between ${lowest} and ${highest}`,
      value,
    );
  }
}

/** Rejects what is not `fewest` to `most` colors of 4 bytes. */
export function checkPalette(palette: Palette, name: string, fewest: number, most: number): void {
  const expected = `${fewest} to ${most} colors of 4 bytes`;
  if (!isByteArray(palette))
    throw new QuantizeError('invalid-palette', name, `${expected} in a Uint8Array`, palette);
  const colors = palette.length / 4;
  if (!Number.isInteger(colors) || colors < fewest || colors > most) {
    throw new QuantizeError('invalid-palette', name, expected, `${palette.length} bytes`);
  }
}
