import { paletteToPoints, STEPS_SQ, type ToPoint, WORKING_SPACES } from '../color/working-space.ts';
import type { Pixels } from '../image/pixels.ts';
import { type ColorCache, clearCache, createCache, ownColors } from '../nearest/color-cache.ts';
import { createPaletteSearch, setPalette } from '../nearest/palette-search.ts';
import type { ResolvedOptions } from '../options.ts';
import type { Palette, Progress } from '../types.ts';
import { diffuseRow, startDiffusion } from './diffuse.ts';
import { KERNELS } from './kernels.ts';
import { assignNearest } from './nearest-pixels.ts';
import { ditherReach } from './reach.ts';

/** One label per pixel, and the mean squared difference that is left. */
export interface Remapped {
  readonly indices: Uint8Array;
  readonly mse: number;
}

/** About this many pixels are done between two steps. */
const CHUNK = 2 ** 18;

/** Assigns every pixel to a palette color, with error diffusion or without. */
export function* remapPixels(
  pixels: Pixels,
  width: number,
  palette: Palette,
  options: ResolvedOptions,
): Generator<Progress, Remapped> {
  const indices = new Uint8Array(pixels.length);
  if (pixels.length === 0) return { indices, mse: 0 };
  const cost = yield* options.dither > 0
    ? dithered(pixels, width, palette, indices, options)
    : plain(pixels, palette, indices, options);
  return { indices, mse: cost / STEPS_SQ / pixels.length };
}

function* plain(
  pixels: Pixels,
  palette: Palette,
  indices: Uint8Array,
  options: ResolvedOptions,
): Generator<Progress, number> {
  const targets = paletteToPoints(palette, WORKING_SPACES.srgb);
  const { toPoint } = WORKING_SPACES[options.space];
  const cache = cacheFor(palette, options, toPoint, targets, ownColors(palette, options.space));
  let cost = 0;
  for (let from = 0; from < pixels.length; from += CHUNK) {
    const to = Math.min(from + CHUNK, pixels.length);
    cost += assignNearest(pixels, indices, cache, from, to);
    yield { stage: 'remap', done: to / pixels.length };
  }
  return cost;
}

function* dithered(
  pixels: Pixels,
  width: number,
  palette: Palette,
  indices: Uint8Array,
  options: ResolvedOptions,
): Generator<Progress, number> {
  const cache = cacheFor(palette, options, WORKING_SPACES[options.space].premultipliedToPoint);
  const colors = premultiply(palette);
  const diffusion = startDiffusion(
    width,
    colors,
    KERNELS[options.kernel],
    Math.round(options.dither * 256) / 256,
    options.scan === 'serpentine',
    ditherReach(colors, options.space),
    ditherReach(visibleColors(colors), options.space),
  );
  const height = pixels.length / width;
  const rowsPerStep = Math.max(1, Math.floor(CHUNK / width));
  let cost = 0;
  for (let y = 0; y < height; y++) {
    cost += diffuseRow(diffusion, pixels, indices, y, cache);
    if ((y + 1) % rowsPerStep === 0) yield { stage: 'remap', done: (y + 1) / height };
  }
  return cost;
}

/** A cache whose search goes to the colors of a palette. */
function cacheFor(
  palette: Palette,
  options: ResolvedOptions,
  toPoint: ToPoint,
  targets?: Int16Array,
  own?: ReadonlyMap<number, number>,
): ColorCache {
  const space = WORKING_SPACES[options.space];
  const search = createPaletteSearch(5, space.opaque);
  setPalette(search, paletteToPoints(palette, space), palette.length / 4);
  const cache = createCache(toPoint, search, targets, own);
  clearCache(cache);
  return cache;
}

/** Colors with red, green and blue multiplied by alpha, 4 numbers each. */
function premultiply(palette: Palette): Int32Array {
  return Int32Array.from(palette, (value, i) =>
    i % 4 === 3 ? value : Math.round((value * palette[i | 3]!) / 255),
  );
}

/** Those that an opaque pixel may take; see `PaletteSearch`. */
function visibleColors(premultiplied: Int32Array): Int32Array {
  return premultiplied.filter((_, i) => premultiplied[i | 3]! >= 64);
}
