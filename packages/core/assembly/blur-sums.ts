// Sums of blur-aware refinement, as in src/kernels/blur-sums.ts.

import { BLUR_REACH, BLUR_SIDE, BLUR_STRIDE } from '../src/constants';
import { pointOf } from './working-space';

const WIDE: u32 = BLUR_SIDE + 2 * BLUR_REACH;
const ACROSS: u32 = BLUR_SIDE / BLUR_STRIDE;
/** Bytes of a row of `BLURRED`. */
const ROW: usize = 16 * ACROSS;

/** A word of four i16 per pixel, and four i32 per place that is blurred along its row. */
const SQUARE = memory.data(20 * 20 * 8, 16);
const BLURRED = memory.data(8 * 20 * 16, 16);
/** Weights of the blur. */
const BLUR_2D = memory.data<u8>([
  1, 4, 6, 4, 1, 4, 16, 24, 16, 4, 6, 24, 36, 24, 6, 4, 16, 24, 16, 4, 1, 4, 6, 4, 1,
]);
/** The share of each label, an i32, and the labels that have one. */
const SHARES = memory.data(256 * 4, 16);
const PRESENT = memory.data(32, 16);

/** Adds a square; `count` is the number of labels. Pixels are u32, labels u8, and sums f64. */
export function addBlurSquare(
  pixels: usize,
  labels: usize,
  columns: u32,
  rows: u32,
  count: u32,
  products: usize,
  images: usize,
  shares: usize,
): void {
  for (let i: usize = 0; i < WIDE * WIDE; i++)
    store<u64>(SQUARE + (i << 3), pointOf(load<u32>(pixels + (i << 2))));
  let to = BLURRED;
  for (let y: usize = 0; y < WIDE; y++) {
    for (let x: usize = 0; x < <usize>BLUR_SIDE; x += BLUR_STRIDE, to += 16) {
      const from = SQUARE + ((y * WIDE + x) << 3);
      v128.store(to, blur(at(from), at(from + 8), at(from + 16), at(from + 24), at(from + 32)));
    }
  }
  for (let y: usize = 0; y < rows; y += BLUR_STRIDE) {
    for (let x: usize = 0; x < columns; x += BLUR_STRIDE) {
      const from = BLURRED + y * ROW + (x / BLUR_STRIDE) * 16;
      const point = blur(
        v128.load(from),
        v128.load(from + ROW),
        v128.load(from + 2 * ROW),
        v128.load(from + 3 * ROW),
        v128.load(from + 4 * ROW),
      );
      addPixel(labels + y * WIDE + x, point, count, products, images, shares);
    }
  }
}

/** Coordinates of a point as four i32. */
function at(place: usize): v128 {
  return v128.load16x4_s(place);
}

/** Sums up with the weights 1 4 6 4 1. */
function blur(a: v128, b: v128, c: v128, d: v128, e: v128): v128 {
  const outer = i32x4.add(a, e);
  const inner = i32x4.shl(i32x4.add(i32x4.add(b, d), c), 2);
  return i32x4.add(i32x4.add(outer, inner), i32x4.shl(c, 1));
}

function addPixel(
  labels: usize,
  point: v128,
  count: u32,
  products: usize,
  images: usize,
  shares: usize,
): void {
  let found: usize = 0;
  for (let tap: usize = 0, row = labels; tap < 25; row += WIDE) {
    for (let from = row; from < row + 5; from++, tap++) {
      const label: usize = load<u8>(from);
      const place = SHARES + (label << 2);
      const share = load<u32>(place);
      store<u32>(place, share + load<u8>(BLUR_2D + tap));
      store<u8>(PRESENT + found, label);
      if (share === 0) found++;
    }
  }
  const xy = f64x2.convert_low_i32x4_s(point);
  const z = <f64>i32x4.extract_lane(point, 2);
  for (let i: usize = 0; i < found; i++) {
    const c: usize = load<u8>(PRESENT + i);
    const weight = <f64>load<i32>(SHARES + (c << 2));
    store<f64>(shares + (c << 3), load<f64>(shares + (c << 3)) + weight);
    const image = images + 24 * c;
    v128.store(image, f64x2.add(v128.load(image), f64x2.mul(f64x2.splat(weight), xy)));
    store<f64>(image, load<f64>(image, 16) + weight * z, 16);
    const row = products + ((c * count) << 3);
    for (let j: usize = 0; j <= i; j++) {
      const d: usize = load<u8>(PRESENT + j);
      const sum = row + (d << 3);
      store<f64>(sum, load<f64>(sum) + weight * <f64>load<i32>(SHARES + (d << 2)));
    }
  }
  for (let i: usize = 0; i < found; i++) store<i32>(SHARES + ((<usize>load<u8>(PRESENT + i)) << 2), 0);
}
