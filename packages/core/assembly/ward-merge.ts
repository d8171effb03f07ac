// Ward's merging of centroids, as in src/kernels/ward-merge.ts: the same operations in the same order.

import { squareBetween } from './vectors';

const COSTS = memory.data(256 * 8, 16);
const PARTNERS = memory.data(256 * 4, 16);

/**
 * Merges centroids (four f64 each, with an f64 of weight) in place down to `count`. Returns how many are left. Those
 * without weight are dropped first.
 */
export function wardMerge(centroids: usize, weights: usize, size: u32, count: u32): u32 {
  let left: u32 = 0;
  for (let i: u32 = 0; i < size; i++) {
    const weight = load<f64>(weights + ((<usize>i) << 3));
    if (!(weight > 0)) continue;
    memory.copy(centroids + ((<usize>left) << 5), centroids + ((<usize>i) << 5), 32);
    store<f64>(weights + ((<usize>left) << 3), weight);
    left++;
  }
  for (let a: u32 = 0; a < left; a++) findPartner(centroids, weights, a, left);
  while (left > count) {
    let kept: u32 = 0;
    for (let a: u32 = 1; a < left; a++) if (costOf(a) < costOf(kept)) kept = a;
    const gone = partnerOf(kept);
    join(centroids, weights, kept, gone);
    left--;
    const after = left - gone;
    moveUp(centroids + ((<usize>gone) << 5), 32, after);
    moveUp(weights + ((<usize>gone) << 3), 8, after);
    moveUp(COSTS + ((<usize>gone) << 3), 8, after);
    moveUp(PARTNERS + ((<usize>gone) << 2), 4, after);
    for (let a: u32 = 0; a < left; a++) {
      const was = partnerOf(a);
      if (was > gone) store<u32>(PARTNERS + ((<usize>a) << 2), was - 1);
      if (a === kept || was === gone || was === kept) {
        findPartner(centroids, weights, a, left);
      } else if (a < kept) {
        const cost = rise(centroids, weights, a, kept);
        if (cost < costOf(a)) setPartner(a, kept, cost);
      }
    }
  }
  return left;
}

function costOf(a: u32): f64 {
  return load<f64>(COSTS + ((<usize>a) << 3));
}

function partnerOf(a: u32): u32 {
  return load<u32>(PARTNERS + ((<usize>a) << 2));
}

function setPartner(a: u32, partner: u32, cost: f64): void {
  store<u32>(PARTNERS + ((<usize>a) << 2), partner);
  store<f64>(COSTS + ((<usize>a) << 3), cost);
}

/** Finds the cheapest partner among those after `a`. */
function findPartner(centroids: usize, weights: usize, a: u32, size: u32): void {
  setPartner(a, a, Infinity);
  for (let b = a + 1; b < size; b++) {
    const cost = rise(centroids, weights, a, b);
    if (cost < costOf(a)) setPartner(a, b, cost);
  }
}

/** Returns by how much the inertia rises when two are merged. */
function rise(centroids: usize, weights: usize, a: u32, b: u32): f64 {
  const one = load<f64>(weights + ((<usize>a) << 3));
  const other = load<f64>(weights + ((<usize>b) << 3));
  const square = squareBetween(centroids + ((<usize>a) << 5), centroids + ((<usize>b) << 5));
  return ((one * other) / (one + other)) * square;
}

function join(centroids: usize, weights: usize, kept: u32, gone: u32): void {
  const at = centroids + ((<usize>kept) << 5);
  const from = centroids + ((<usize>gone) << 5);
  const one = load<f64>(weights + ((<usize>kept) << 3));
  const other = load<f64>(weights + ((<usize>gone) << 3));
  const both = one + other;
  for (let axis: usize = 0; axis < 32; axis += 8) {
    store<f64>(at + axis, (load<f64>(at + axis) * one + load<f64>(from + axis) * other) / both);
  }
  store<f64>(weights + ((<usize>kept) << 3), both);
}

function moveUp(at: usize, bytes: usize, count: u32): void {
  memory.copy(at, at + bytes, bytes * count);
}
