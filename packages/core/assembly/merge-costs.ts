// Costs of merging pairs of clusters, as in src/kernels/merge-costs.ts: the same operations in the same order.

import { SUMS_PER_CLUSTER } from '../src/constants';
import { squareBetween } from './vectors';

const SUMS_BYTES: usize = 8 * SUMS_PER_CLUSTER;
const NO_PARTNER: u32 = 0xffffffff;

/** Writes the cheapest partner of each cluster from `fixed` on, a u32, and the rise of the inertia, an f64. */
export function mergeCosts(
  centroids: usize,
  sums: usize,
  fixed: u32,
  count: u32,
  cost: usize,
  partner: usize,
): void {
  for (let c: usize = 0; c < count; c++) {
    store<f64>(cost + (c << 3), Infinity);
    store<u32>(partner + (c << 2), NO_PARTNER);
  }
  for (let c = fixed; c < count; c++) {
    const at = centroids + ((<usize>c) << 5);
    const weight = load<f64>(sums + <usize>c * SUMS_BYTES, 32);
    let least: f64 = Infinity;
    let nearest = NO_PARTNER;
    for (let other = fixed; other < c; other++) {
      let rise: f64 = 0;
      if (weight !== 0) {
        const square = squareBetween(centroids + ((<usize>other) << 5), at);
        const otherWeight = load<f64>(sums + <usize>other * SUMS_BYTES, 32);
        rise = ((weight * otherWeight) / (weight + otherWeight)) * square;
      }
      if (rise < least) {
        least = rise;
        nearest = other;
      }
      if (rise < load<f64>(cost + ((<usize>other) << 3))) {
        store<f64>(cost + ((<usize>other) << 3), rise);
        store<u32>(partner + ((<usize>other) << 2), c);
      }
    }
    store<f64>(cost + ((<usize>c) << 3), least);
    store<u32>(partner + ((<usize>c) << 2), nearest);
  }
}
