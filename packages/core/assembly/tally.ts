// Counts labels and sums up squared differences, as in src/kernels/tally.ts.

import { srgbPoint } from './working-space';

/** The palette: a word per color, and its point in sRGB. */
export const WORDS = memory.data(256 * 4, 16);
export const POINTS = memory.data(256 * 8, 16);
/** Four tables of counts, used in turns, so that equal neighbors do not wait for one another. */
const COUNTS = memory.data(4 * 256 * 4, 16);

/** Groups of pixels after which the 32-bit sums are emptied: each adds less than 2¹⁸. */
const MAX_GROUPS: u32 = 8000;

/** Adds to `counts`, a u32 per label. Returns the sum of the squared differences in squared steps. */
export function tally(pixels: usize, labels: usize, count: u32, counts: usize): f64 {
  const opaqueAlpha = i32x4.splat(0xff000000);
  let whole: f64 = 0; // sum over opaque pixels, in squared 8-bit steps
  let steps: f64 = 0;
  let sums = i32x4.splat(0);
  let groups: u32 = 0;
  let i: u32 = 0;
  for (; i + 4 <= count; i += 4) {
    const four = load<u32>(labels + i);
    const p = v128.load(pixels + ((<usize>i) << 2));
    const c = countFour(four);
    if (!i32x4.all_true(i32x4.eq(v128.and(v128.and(p, c), opaqueAlpha), opaqueAlpha))) {
      for (let j = i; j < i + 4; j++) steps += differenceOf(pixels, labels, j);
      continue;
    }
    const low = i16x8.sub(i16x8.extend_low_i8x16_u(p), i16x8.extend_low_i8x16_u(c));
    const high = i16x8.sub(i16x8.extend_high_i8x16_u(p), i16x8.extend_high_i8x16_u(c));
    sums = i32x4.add(sums, i32x4.add(i32x4.dot_i16x8_s(low, low), i32x4.dot_i16x8_s(high, high)));
    if (++groups === MAX_GROUPS) {
      whole += total(sums);
      sums = i32x4.splat(0);
      groups = 0;
    }
  }
  for (; i < count; i++) {
    countLabel(load<u8>(labels + i), 0);
    steps += differenceOf(pixels, labels, i);
  }
  moveCounts(counts);
  return 64 * (whole + total(sums)) + steps;
}

/** Counts four labels. Returns their colors. */
function countFour(four: u32): v128 {
  return i32x4(
    countLabel(four & 255, 0),
    countLabel((four >>> 8) & 255, 1024),
    countLabel((four >>> 16) & 255, 2048),
    countLabel(four >>> 24, 3072),
  );
}

/** Counts a label in one of the tables. Returns its color. */
function countLabel(label: u32, table: usize): u32 {
  const at = COUNTS + table + ((<usize>label) << 2);
  store<u32>(at, load<u32>(at) + 1);
  return load<u32>(WORDS + ((<usize>label) << 2));
}

function differenceOf(pixels: usize, labels: usize, i: u32): f64 {
  const point = srgbPoint(load<u32>(pixels + ((<usize>i) << 2)));
  const color = load<u64>(POINTS + ((<usize>load<u8>(labels + i)) << 3));
  const d = i16x8.sub(i64x2.splat(point), i64x2.splat(color));
  const pairs = i32x4.dot_i16x8_s(d, d);
  return <f64>(i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1));
}

function total(sums: v128): f64 {
  return (
    <f64>(<u32>i32x4.extract_lane(sums, 0)) +
    <f64>(<u32>i32x4.extract_lane(sums, 1)) +
    <f64>(<u32>i32x4.extract_lane(sums, 2)) +
    <f64>(<u32>i32x4.extract_lane(sums, 3))
  );
}

function moveCounts(counts: usize): void {
  for (let label: usize = 0; label < 1024; label += 4) {
    let sum = load<u32>(counts + label);
    for (let table = COUNTS + label; table < COUNTS + 4096; table += 1024) {
      sum += load<u32>(table);
      store<u32>(table, 0);
    }
    store<u32>(counts + label, sum);
  }
}
