// Comparison of two planes, as in src/quality-score/kernels/compare.ts.

import {
  blurAcross,
  blurDown,
  hasValues,
  inside,
  mark,
  REACH,
  SEGMENT,
  setRow,
  sourceAt,
  startBlur,
} from './blur';

/** Stabilizes the ratio where variance is too low to be visible. */
const C2: f32 = 0.0009;
/** Lower errors count as none: their fourth powers have no room in a float. */
const MIN_ERROR: f32 = 1e-8;

/**
 * Adds six sums over rows of two planes to `sums`, f64: structural losses, gained edges and lost edges, and the fourth
 * powers of each.
 */
export function compare(
  original: usize,
  result: usize,
  means: usize,
  variances: usize,
  width: u32,
  above: u32,
  rows: u32,
  below: u32,
  sums: usize,
  room: usize,
): void {
  const row: usize = (<usize>width) << 2;
  const all = above + rows + below;
  startBlur(room, width);
  for (let y = above, read: u32 = 0; y < above + rows; y++, means += row, variances += row) {
    for (; read < min(all, y + REACH + 1); read++) {
      readRow(original + read * row, result + read * row, row);
      blurAcross(read, 3);
    }
    setRow(y, all);
    addRow(original + y * row, result + y * row, means, variances, row, y, all, sums);
  }
}

/** Writes the difference of two rows, its product with the original, and its square. */
function readRow(original: usize, result: usize, row: usize): void {
  for (let segment: usize = 0; segment * SEGMENT < row; segment++) {
    const end = min(row, (segment + 1) * SEGMENT);
    let differences = i32x4.splat(0);
    for (let x = segment * SEGMENT; x < end; x += 16) {
      const one = v128.load(original + x);
      const difference = v128.and(f32x4.sub(v128.load(result + x), one), inside(x, row));
      differences = v128.or(differences, difference);
      v128.store(sourceAt(0, x), difference);
      v128.store(sourceAt(1, x), v128.and(f32x4.mul(one, difference), inside(x, row)));
      v128.store(sourceAt(2, x), f32x4.mul(difference, difference));
    }
    mark(segment, v128.any_true(differences));
  }
}

/** Adds a row. Each of four lanes adds up on its own. */
function addRow(
  original: usize,
  result: usize,
  means: usize,
  variances: usize,
  row: usize,
  y: i32,
  all: i32,
  sums: usize,
): void {
  const zero = f32x4.splat(0);
  let losses = zero;
  let gains = zero;
  let blurs = zero;
  let losses4 = zero;
  let gains4 = zero;
  let blurs4 = zero;
  for (let segment: usize = 0; segment * SEGMENT < row; segment++) {
    if (!hasValues(segment, y, all)) continue;
    const end = min(row, (segment + 1) * SEGMENT);
    for (let x = segment * SEGMENT; x < end; x += 16) {
      const one = v128.load(original + x);
      const mean = v128.load(means + x);
      const shift = blurDown(0, x); // of the mean
      const shiftSq = f32x4.mul(shift, shift);
      const covariance = f32x4.add(
        v128.load(variances + x),
        f32x4.sub(blurDown(1, x), f32x4.mul(mean, shift)),
      );
      const alike = f32x4.add(f32x4.add(covariance, covariance), f32x4.splat(C2));
      const error = f32x4.sub(blurDown(2, x), shiftSq); // variance of the difference
      const loss = atLeast(
        f32x4.div(f32x4.add(error, f32x4.mul(shiftSq, alike)), f32x4.add(alike, error)),
        x,
        row,
      );
      const edge = f32x4.sub(one, mean);
      const otherEdge = f32x4.add(edge, f32x4.sub(f32x4.sub(v128.load(result + x), one), shift));
      const change = f32x4.div(
        f32x4.sub(f32x4.abs(otherEdge), f32x4.abs(edge)),
        f32x4.add(f32x4.splat(1), f32x4.abs(edge)),
      );
      const gain = atLeast(change, x, row);
      const blur = atLeast(f32x4.neg(change), x, row);
      losses = f32x4.add(losses, loss);
      gains = f32x4.add(gains, gain);
      blurs = f32x4.add(blurs, blur);
      losses4 = f32x4.add(losses4, fourth(loss));
      gains4 = f32x4.add(gains4, fourth(gain));
      blurs4 = f32x4.add(blurs4, fourth(blur));
    }
  }
  addLanes(sums, losses);
  addLanes(sums + 8, gains);
  addLanes(sums + 16, blurs);
  addLanes(sums + 24, losses4);
  addLanes(sums + 32, gains4);
  addLanes(sums + 40, blurs4);
}

/** Errors from `MIN_ERROR` on that are inside of the row; others are 0. */
// @inline
function atLeast(error: v128, x: usize, row: usize): v128 {
  return v128.and(v128.and(error, f32x4.ge(error, f32x4.splat(MIN_ERROR))), inside(x, row));
}

// @inline
function fourth(value: v128): v128 {
  const square = f32x4.mul(value, value);
  return f32x4.mul(square, square);
}

function addLanes(to: usize, lanes: v128): void {
  const even = <f64>f32x4.extract_lane(lanes, 0) + <f64>f32x4.extract_lane(lanes, 2);
  const odd = <f64>f32x4.extract_lane(lanes, 1) + <f64>f32x4.extract_lane(lanes, 3);
  store<f64>(to, load<f64>(to) + (even + odd));
}
