// Resamples rows, as in src/kernels/resample.ts. A module of its own: only those who resize load it. Four f32 per cell:
// red, green and blue, linear and premultiplied, and opacity. Arrays are passed as addresses from `heapBase()` on.

/** Tables that JavaScript fills in. */
export const LIGHT = memory.data(256 * 4, 16);
export const OPACITY = memory.data(256 * 4, 16);
export const BORDERS = memory.data(256 * 4, 16);
export const CODES = memory.data(4097, 16);

const STEPS: f32 = 4096;
const ABOVE_ALL: f32 = 2;

export function heapBase(): usize {
  return __heap_base;
}

// @inline
function lightOf(p: u32): v128 {
  const red = v128.load32_zero(LIGHT + ((<usize>(p & 255)) << 2));
  const green = v128.load_lane<f32>(LIGHT + ((<usize>((p >>> 8) & 255)) << 2), red, 1);
  const blue = v128.load_lane<f32>(LIGHT + ((<usize>((p >>> 16) & 255)) << 2), green, 2);
  const opacity = load<f32>(OPACITY + ((<usize>(p >>> 24)) << 2));
  return f32x4.mul(f32x4.replace_lane(blue, 3, 1), f32x4.splat(opacity));
}

/** Adds `count` pixels to their cells. */
export function addPixels(pixels: usize, count: u32, side: u32, cells: usize): void {
  let left = side;
  for (let x: u32 = 0; x < count; x++) {
    const p = load<u32>(pixels + ((<usize>x) << 2));
    v128.store(cells, f32x4.add(v128.load(cells), lightOf(p)));
    if (--left > 0) continue;
    cells += 16;
    left = side;
  }
}

/** Divides the sums of `count` cells by their numbers of pixels. */
export function averageCells(cells: usize, count: u32, each: f64, last: f64): void {
  const end = cells + ((<usize>(count - 1)) << 4);
  const factor = f32x4.splat(<f32>(1 / each));
  for (; cells < end; cells += 16) v128.store(cells, f32x4.mul(v128.load(cells), factor));
  v128.store(cells, f32x4.mul(v128.load(cells), f32x4.splat(<f32>(1 / last))));
}

/** Resamples a row of cells to `count` results. */
export function resampleCells(cells: usize, spans: usize, weights: usize, count: u32, row: usize): void {
  const rowEnd = row + ((<usize>count) << 4);
  for (; row < rowEnd; row += 16, spans += 16) {
    let cell = cells + ((<usize>load<u32>(spans)) << 4);
    const end = cell + ((<usize>load<u32>(spans, 4)) << 4);
    let sum = f32x4.splat(0);
    for (; cell + 16 < end; cell += 32, weights += 8) {
      const next = f32x4.mul(v128.load32_splat(weights, 4), v128.load(cell, 16));
      sum = f32x4.add(f32x4.add(sum, f32x4.mul(v128.load32_splat(weights), v128.load(cell))), next);
    }
    if (cell < end) {
      sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(weights), v128.load(cell)));
      weights += 4;
    }
    let low = f32x4.splat(ABOVE_ALL);
    let high = f32x4.splat(0);
    let inner = cells + ((<usize>load<u32>(spans, 8)) << 4);
    const innerEnd = inner + ((<usize>load<u32>(spans, 12)) << 4);
    for (; inner < innerEnd; inner += 16) {
      const value = v128.load(inner);
      low = f32x4.pmin(low, value);
      high = f32x4.pmax(high, value);
    }
    v128.store(row, bounded(sum, low, high));
  }
}

// @inline
function bounded(sum: v128, low: v128, high: v128): v128 {
  return f32x4.pmin(f32x4.pmax(sum, low), high);
}

/** Clears an open row of `bytes` bytes of sums, and as many of minima and of maxima. */
export function clearRow(open: usize, bytes: usize): void {
  memory.fill(open, 0, 3 * bytes);
  const above = f32x4.splat(ABOVE_ALL);
  for (let at = open + bytes, end = at + bytes; at < end; at += 16) v128.store(at, above);
}

/** Adds a row of `bytes` bytes to an open row. */
export function addRow(row: usize, bytes: usize, weight: f64, isInner: bool, open: usize): void {
  const factor = f32x4.splat(<f32>weight);
  for (let i: usize = 0; i < bytes; i += 16)
    v128.store(open + i, f32x4.add(v128.load(open + i), f32x4.mul(factor, v128.load(row + i))));
  if (!isInner) return;
  const lows = open + bytes;
  const highs = lows + bytes;
  for (let i: usize = 0; i < bytes; i += 16) {
    const value = v128.load(row + i);
    v128.store(lows + i, f32x4.pmin(v128.load(lows + i), value));
    v128.store(highs + i, f32x4.pmax(v128.load(highs + i), value));
  }
}

/** Writes an open row as pixels. */
export function writeRow(open: usize, bytes: usize, pixels: usize): void {
  const end = open + bytes;
  for (; open < end; open += 16, pixels += 4) {
    const value = bounded(v128.load(open), v128.load(open + bytes), v128.load(open + 2 * bytes));
    const opacity = f32x4.extract_lane(value, 3);
    const alpha = <u32>(opacity * 255 + <f32>0.5);
    const light = f32x4.div(value, f32x4.splat(opacity));
    const color =
      codeOf(f32x4.extract_lane(light, 0)) |
      (codeOf(f32x4.extract_lane(light, 1)) << 8) |
      (codeOf(f32x4.extract_lane(light, 2)) << 16);
    store<u32>(pixels, alpha === 0 ? 0 : (alpha << 24) | color);
  }
}

/** Also called for a light that is not a number, of a transparent pixel. */
function codeOf(light: f32): u32 {
  if (!(light < 1)) return 255;
  const code: u32 = load<u8>(CODES + <usize>(<u32>(light * STEPS)));
  return code + u32(light >= load<f32>(BORDERS + ((<usize>code) << 2)));
}
