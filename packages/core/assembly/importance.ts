// Visibility of errors by color, as in src/kernels/importance.ts.

/** Maximum width of a row. */
const MAX_WIDTH: usize = 1 << 15;
/** Importance by the variance of luma; JavaScript fills it in. */
export const IMPORTANCE = memory.data(5120, 16);
/** Two f64 per bin: sum of importances, and number of pixels. The last bin is for fully transparent pixels. */
export const IMPORTANCES = memory.data(((1 << 15) + 1) * 16, 16);
const TRANSPARENT_BIN: u32 = 1 << 15;

/** Luma of three rows, a u8 per pixel, and bins of two rows, a u16 each. */
const LUMA = memory.data((3 << 15) + 16, 16);
const BINS = memory.data(4 << 15, 16);
/**
 * Of each column of three pixels: the sum of luma, a u16, and of its square, a u32. Eight columns are written at a
 * time.
 */
const COLUMN_SUMS = memory.data((2 << 15) + 16, 16);
const COLUMN_SQUARES = memory.data((4 << 15) + 32, 16);

let above: usize = 0;
let middle: usize = 0;
let lowest: usize = 0;
let middleBins: usize = 0;
let lowestBins: usize = 0;
let repeated: f64 = 0;

export function repeatedPixels(): f64 {
  return repeated;
}

export function startImportance(): void {
  memory.fill(IMPORTANCES, 0, ((1 << 15) + 1) * 16);
  repeated = 0;
}

/** Adds whole rows. */
export function addRows(pixels: usize, width: u32, rows: u32, isTop: bool, isBottom: bool): void {
  if (isTop) {
    above = LUMA;
    middle = LUMA + MAX_WIDTH;
    lowest = LUMA + 2 * MAX_WIDTH;
    middleBins = BINS;
    lowestBins = BINS + 2 * MAX_WIDTH;
  }
  for (let row: u32 = 0; row < rows; row++) {
    readRow(pixels + ((<usize>(row * width)) << 2), width);
    if (isTop && row === 0) memory.copy(middle, lowest, width);
    else weighRow(lowest, width);
    const free = above;
    above = middle;
    middle = lowest;
    lowest = free;
    const freeBins = middleBins;
    middleBins = lowestBins;
    lowestBins = freeBins;
  }
  if (isBottom) weighRow(middle, width);
}

function readRow(pixels: usize, width: u32): void {
  let before = ~load<u32>(pixels);
  let same: u32 = 0;
  for (let x: u32 = 0; x < width; x++) {
    const p = load<u32>(pixels + ((<usize>x) << 2));
    const alpha = p >>> 24;
    same += u32(p === before) & u32(alpha !== 0);
    before = p;
    const luma = (54 * (p & 255) + 183 * ((p >>> 8) & 255) + 19 * ((p >>> 16) & 255) + 128) >>> 8;
    const bin = ((p & 0xf8) << 7) | ((p >>> 6) & 0x3e0) | ((p >>> 19) & 31);
    store<u8>(lowest + x, <u8>(alpha === 255 ? luma : (luma * alpha) >>> 8));
    store<u16>(lowestBins + ((<usize>x) << 1), <u16>(alpha === 0 ? TRANSPARENT_BIN : bin));
  }
  repeated += <f64>same;
}

function weighRow(below: usize, width: u32): void {
  addUpColumns(below, width);
  const last = width - 1;
  let sum = sumAt(0);
  let square = squareAt(0);
  let sumBefore = sum;
  let squareBefore = square;
  for (let x: u32 = 0; x <= last; x++) {
    const next = min(x + 1, last);
    const sumNext = sumAt(next);
    const squareNext = squareAt(next);
    const total = sumBefore + sum + sumNext;
    const variance = 9 * (squareBefore + square + squareNext) - total * total;
    const bin = IMPORTANCES + ((<usize>load<u16>(middleBins + ((<usize>x) << 1))) << 4);
    const importance = <f64>load<u8>(IMPORTANCE + (variance >>> 8));
    v128.store(bin, f64x2.add(v128.load(bin), f64x2(importance, 1)));
    sumBefore = sum;
    squareBefore = square;
    sum = sumNext;
    square = squareNext;
  }
}

function addUpColumns(below: usize, width: u32): void {
  for (let x: usize = 0; x < width; x += 8) {
    const a = v128.load8x8_u(above + x);
    const m = v128.load8x8_u(middle + x);
    const b = v128.load8x8_u(below + x);
    v128.store(COLUMN_SUMS + (x << 1), i16x8.add(i16x8.add(a, m), b));
    const low = i32x4.add(i32x4.extmul_low_i16x8_u(a, a), i32x4.extmul_low_i16x8_u(m, m));
    const high = i32x4.add(i32x4.extmul_high_i16x8_u(a, a), i32x4.extmul_high_i16x8_u(m, m));
    const to = COLUMN_SQUARES + (x << 2);
    v128.store(to, i32x4.add(low, i32x4.extmul_low_i16x8_u(b, b)));
    v128.store(to, i32x4.add(high, i32x4.extmul_high_i16x8_u(b, b)), 16);
  }
}

function sumAt(x: usize): u32 {
  return load<u16>(COLUMN_SUMS + (x << 1));
}

function squareAt(x: usize): u32 {
  return load<u32>(COLUMN_SQUARES + (x << 2));
}
