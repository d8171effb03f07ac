// The assign step of Lloyd's algorithm, as in src/kernels/assign.ts.
//
// Points are three arrays: coordinates of four i16, weights of u32, labels of u8. Sums are six f64 per cluster.

import { SUMS_PER_CLUSTER } from '../src/constants';
import { nearest, setPoints } from './nearest-search';
import { add } from './vectors';

const SUMS_BYTES: usize = 8 * SUMS_PER_CLUSTER;

/** Labels points with their nearest centroid (four f64 each), sums up the clusters, and returns their inertia. */
export function assign(
  coordinates: usize,
  weights: usize,
  labels: usize,
  size: u32,
  centroids: usize,
  sums: usize,
  fixed: u32,
  count: u32,
  bits: u32,
  arePalette: bool,
): f64 {
  setPoints(centroids, count, bits, arePalette);
  memory.fill(sums, 0, count * SUMS_BYTES);
  for (let i: u32 = 0; i < size; i++) {
    const v = v128.load64_zero(coordinates);
    const label = nearest(v) & 255;
    store<u8>(labels, <u8>label);
    const weight = f64x2.splat(<f64>load<u32>(weights));
    const wide = i32x4.extend_low_i16x8_s(v);
    const pairs = i32x4.dot_i16x8_s(v, v);
    const square = i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
    const to = sums + label * SUMS_BYTES;
    add(to, f64x2.mul(weight, f64x2.convert_low_i32x4_s(wide)));
    add(to + 16, f64x2.mul(weight, f64x2.convert_low_i32x4_s(v128.shuffle<i32>(wide, wide, 2, 3, 0, 1))));
    add(to + 32, f64x2.mul(weight, f64x2.replace_lane(f64x2.splat(1), 1, <f64>square)));
    coordinates += 8;
    weights += 4;
    labels++;
  }
  let inertia: f64 = 0;
  for (let c: u32 = 0; c < count; c++) inertia += inertiaOf(centroids, sums, c, c < fixed);
  return inertia;
}

/** As `clusterInertia` in src/kernels/clusters.ts. */
function inertiaOf(centroids: usize, sums: usize, c: usize, isFixed: bool): f64 {
  const at = sums + c * SUMS_BYTES;
  const weight = load<f64>(at, 32);
  if (weight === 0) return 0;
  let square = load<f64>(at, 40);
  for (let axis: usize = 0; axis < 4; axis++) {
    const sum = load<f64>(at + (axis << 3));
    const center = load<f64>(centroids + (c << 5) + (axis << 3));
    square -= isFixed ? center * (2 * sum - weight * center) : (sum * sum) / weight;
  }
  return square > 0 ? square : 0;
}

/** Returns the point that adds most to the inertia of a cluster; −1 if none does. */
export function worstPoint(
  coordinates: usize,
  weights: usize,
  labels: usize,
  size: u32,
  centroids: usize,
  cluster: u32,
): i32 {
  const center = centroids + ((<usize>cluster) << 5);
  const cx = load<f64>(center);
  const cy = load<f64>(center, 8);
  const cz = load<f64>(center, 16);
  const ct = load<f64>(center, 24);
  let worst = -1;
  let worstCost: f64 = 0;
  for (let i: u32 = 0; i < size; i++) {
    if (load<u8>(labels + i) !== cluster) continue;
    const at = coordinates + ((<usize>i) << 3);
    const dx = <f64>load<i16>(at) - cx;
    const dy = <f64>load<i16>(at, 2) - cy;
    const dz = <f64>load<i16>(at, 4) - cz;
    const dt = <f64>load<i16>(at, 6) - ct;
    const cost = <f64>load<u32>(weights + ((<usize>i) << 2)) * (dx * dx + dy * dy + dz * dz + dt * dt);
    if (cost > worstCost) {
      worst = i;
      worstCost = cost;
    }
  }
  return worst;
}
