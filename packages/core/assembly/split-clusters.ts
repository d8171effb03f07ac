// Splits clusters in two, as in src/kernels/split-clusters.ts: the same operations in the same order.

import { HALVES_PER_CLUSTER } from '../src/constants';
import { add } from './vectors';

const HALF_BYTES: usize = 8 * HALVES_PER_CLUSTER;
/** Weighted squared distances to the centroid along each axis, four f64 per cluster. */
const SQUARES = memory.data(256 * 32, 16);
const AXES = memory.data(256, 16);

/**
 * Writes five f64 per cluster to `halves`: sums of the points beyond the split, relative to the centroid, and their
 * weight.
 */
export function splitClusters(
  coordinates: usize,
  weights: usize,
  labels: usize,
  size: u32,
  centroids: usize,
  count: u32,
  halves: usize,
): void {
  memory.fill(SQUARES, 0, (<usize>count) << 5);
  for (let i: usize = 0; i < size; i++) {
    const label = <usize>load<u8>(labels + i);
    const xy = beyondXy(coordinates + (i << 3), centroids + (label << 5));
    const zt = beyondZt(coordinates + (i << 3), centroids + (label << 5));
    const weight = f64x2.splat(<f64>load<u32>(weights + (i << 2)));
    const to = SQUARES + (label << 5);
    add(to, f64x2.mul(f64x2.mul(weight, xy), xy));
    add(to + 16, f64x2.mul(f64x2.mul(weight, zt), zt));
  }
  for (let c: usize = 0; c < count; c++) store<u8>(AXES + c, widestOf(SQUARES + (c << 5)));
  memory.fill(halves, 0, count * HALF_BYTES);
  for (let i: usize = 0; i < size; i++) {
    const label = <usize>load<u8>(labels + i);
    const axis = <usize>load<u8>(AXES + label);
    const point = coordinates + (i << 3);
    const centroid = centroids + (label << 5);
    if (<f64>load<i16>(point + (axis << 1)) <= load<f64>(centroid + (axis << 3))) continue;
    const weight = <f64>load<u32>(weights + (i << 2));
    const to = halves + label * HALF_BYTES;
    add(to, f64x2.mul(f64x2.splat(weight), beyondXy(point, centroid)));
    add(to + 16, f64x2.mul(f64x2.splat(weight), beyondZt(point, centroid)));
    store<f64>(to, load<f64>(to, 32) + weight, 32);
  }
}

/** Point less centroid, along x and y. */
function beyondXy(point: usize, centroid: usize): v128 {
  const wide = i32x4.extend_low_i16x8_s(v128.load32_zero(point));
  return f64x2.sub(f64x2.convert_low_i32x4_s(wide), v128.load(centroid));
}

/** The same along z and t. */
function beyondZt(point: usize, centroid: usize): v128 {
  const wide = i32x4.extend_low_i16x8_s(v128.load32_zero(point, 4));
  return f64x2.sub(f64x2.convert_low_i32x4_s(wide), v128.load(centroid, 16));
}

/** The axis of the largest square; the first of several. */
function widestOf(squares: usize): u8 {
  let widest: usize = 0;
  for (let axis: usize = 1; axis < 4; axis++) {
    if (load<f64>(squares + (axis << 3)) > load<f64>(squares + (widest << 3))) widest = axis;
  }
  return <u8>widest;
}
