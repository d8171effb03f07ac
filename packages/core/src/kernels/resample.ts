import { encodeSrgb, LINEAR, linearOf } from '../color/srgb.ts';
import type { Pixels } from '../image/pixels.ts';

/**
 * Weights that resample one axis of an image. Pixels are first averaged to cells of `side` pixels; the last cell may
 * have fewer.
 */
export interface Axis {
  /** Number of pixels. */
  readonly length: number;
  /** Pixels per cell. */
  readonly side: number;
  /** Number of cells. */
  readonly cells: number;
  /** Number of results. */
  readonly count: number;
  /** Four numbers per result: its first cell and number of cells, and the same of its inner cells, which bound it. */
  readonly spans: Uint32Array;
  /** The weights of all results, one after the other. */
  readonly weights: Float32Array;
}

const f32 = Math.fround;

/** Linear light of each 8-bit sRGB value, and opacity of each 8-bit alpha value. */
export const LIGHT: Float32Array = Float32Array.from(LINEAR);
export const OPACITY: Float32Array = Float32Array.from({ length: 256 }, (_, alpha) => alpha / 255);

/** Steps of light in the table of codes. The darkest sRGB values are 1/3295 apart, so a step has one border at most. */
const STEPS = 4096;
/** sRGB value at the start of each step. */
export const CODES: Uint8Array = Uint8Array.from({ length: STEPS + 1 }, (_, step) =>
  encodeSrgb(step / STEPS),
);
/** Light at the border between each sRGB value and the next. The last one is never reached. */
export const BORDERS: Float32Array = Float32Array.from({ length: 256 }, (_, value) =>
  value < 255 ? linearOf((value + 0.5) / 255) : 2,
);

/** Light that no color has: a minimum starts from it. */
const ABOVE_ALL = 2;

/** Adds a row of pixels to its cells: linear light times opacity of each channel, and opacity. */
export function addPixels(pixels: Pixels, side: number, cells: Float32Array): void {
  for (let x = 0, to = 0, left = side; x < pixels.length; x++) {
    const p = pixels[x]!;
    const opacity = OPACITY[p >>> 24]!;
    cells[to]! += f32(LIGHT[p & 255]! * opacity);
    cells[to + 1]! += f32(LIGHT[(p >>> 8) & 255]! * opacity);
    cells[to + 2]! += f32(LIGHT[(p >>> 16) & 255]! * opacity);
    cells[to + 3]! += opacity;
    if (--left > 0) continue;
    to += 4;
    left = side;
  }
}

/** Divides the sums of cells by their numbers of pixels. All cells but the last one have the same number. */
export function averageCells(cells: Float32Array, each: number, last: number): void {
  const factor = f32(1 / each);
  const end = cells.length - 4;
  for (let i = 0; i < end; i++) cells[i] = cells[i]! * factor;
  const lastFactor = f32(1 / last);
  for (let i = end; i < cells.length; i++) cells[i] = cells[i]! * lastFactor;
}

/** Resamples a row of cells. Each channel stays within the range of the inner cells: edges get no rings. */
export function resampleCells(cells: Float32Array, { count, spans, weights }: Axis, row: Float32Array): void {
  for (let to = 0, at = 0; to < 4 * count; to += 4) {
    let [r, g, b, a] = [0, 0, 0, 0];
    const first = 4 * spans[to]!;
    const end = first + 4 * spans[to + 1]!;
    for (let cell = first; cell < end; cell += 4) {
      const weight = weights[at++]!;
      r = f32(r + f32(weight * cells[cell]!));
      g = f32(g + f32(weight * cells[cell + 1]!));
      b = f32(b + f32(weight * cells[cell + 2]!));
      a = f32(a + f32(weight * cells[cell + 3]!));
    }
    row[to] = r;
    row[to + 1] = g;
    row[to + 2] = b;
    row[to + 3] = a;
    boundResult(cells, 4 * spans[to + 2]!, 4 * spans[to + 3]!, row, to);
  }
}

function boundResult(
  cells: Float32Array,
  inner: number,
  length: number,
  row: Float32Array,
  to: number,
): void {
  for (let channel = 0; channel < 4; channel++) {
    let low = ABOVE_ALL;
    let high = 0;
    for (let cell = inner + channel; cell < inner + length; cell += 4) {
      const value = cells[cell]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    row[to + channel] = bounded(row[to + channel]!, low, high);
  }
}

const bounded = (value: number, low: number, high: number): number =>
  value < low ? low : value > high ? high : value;

/** Clears an open row of results: sums, minima and maxima, each as long as a row. */
export function clearRow(open: Float32Array): void {
  const length = open.length / 3;
  open.fill(0);
  open.fill(ABOVE_ALL, length, 2 * length);
}

/** Adds a resampled row to an open row. Inner rows bound the result. */
export function addRow(row: Float32Array, weight: number, isInner: boolean, open: Float32Array): void {
  const { length } = row;
  for (let i = 0; i < length; i++) open[i]! += f32(weight * row[i]!);
  if (!isInner) return;
  for (let i = 0; i < length; i++) {
    const value = row[i]!;
    if (value < open[length + i]!) open[length + i] = value;
    if (value > open[2 * length + i]!) open[2 * length + i] = value;
  }
}

/** Writes an open row as pixels. A fully transparent pixel is 0. */
export function writeRow(open: Float32Array, pixels: Pixels): void {
  const length = open.length / 3;
  const resultAt = (i: number) => bounded(open[i]!, open[length + i]!, open[2 * length + i]!);
  for (let x = 0, at = 0; x < pixels.length; x++, at += 4) {
    const opacity = resultAt(at + 3);
    const alpha = Math.floor(f32(f32(opacity * 255) + 0.5));
    pixels[x] =
      alpha === 0
        ? 0
        : ((alpha << 24) |
            (codeOf(f32(resultAt(at + 2) / opacity)) << 16) |
            (codeOf(f32(resultAt(at + 1) / opacity)) << 8) |
            codeOf(f32(resultAt(at) / opacity))) >>>
          0;
  }
}

/** Returns the sRGB value nearest to a light of at least 0. */
function codeOf(light: number): number {
  if (light >= 1) return 255;
  const code = CODES[Math.floor(light * STEPS)]!;
  return light >= BORDERS[code]! ? code + 1 : code;
}
