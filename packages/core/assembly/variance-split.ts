// First centroids by variance splits, as in src/kernels/variance-split.ts: the same operations in the same order.

/** Layout of a part of the points: start and end in the order, widest axis, inertia, mean. */
const FROM = 0;
const TO = 4;
const AXIS = 8;
const INERTIA = 16;
const MEAN = 24;
const PART: usize = 56;

const PARTS = memory.data(256 * 56, 16);

/** Writes up to `count` means, four f64 each, to `centroids`; returns their number. `order`: room for `size` u32. */
export function varianceSplit(
  coordinates: usize,
  weights: usize,
  size: u32,
  count: u32,
  centroids: usize,
  order: usize,
): u32 {
  if (size === 0) return 0;
  for (let i: u32 = 0; i < size; i++) store<u32>(order + ((<usize>i) << 2), i);
  measure(PARTS, coordinates, weights, order, 0, size);
  let parts: u32 = 1;
  while (parts < count) {
    const widest = widestOf(parts);
    if (!(load<f64>(widest, INERTIA) > 0)) break;
    const from = load<u32>(widest, FROM);
    const to = load<u32>(widest, TO);
    const cut = partition(coordinates, order, widest);
    if (cut === from || cut === to) {
      store<f64>(widest, 0, INERTIA); // rounding put the mean beyond all of its points
      continue;
    }
    measure(widest, coordinates, weights, order, from, cut);
    measure(PARTS + parts * PART, coordinates, weights, order, cut, to);
    parts++;
  }
  for (let part: usize = 0; part < parts; part++) {
    memory.copy(centroids + (part << 5), PARTS + part * PART + MEAN, 32);
  }
  return parts;
}

/** Returns the part of the largest inertia; the first of several. */
function widestOf(parts: u32): usize {
  let widest = PARTS;
  for (let part = PARTS + PART; part < PARTS + parts * PART; part += PART) {
    if (load<f64>(part, INERTIA) > load<f64>(widest, INERTIA)) widest = part;
  }
  return widest;
}

/** Moves points below or at the mean to the front. Returns the start of the rest. */
function partition(coordinates: usize, order: usize, part: usize): u32 {
  const axis = <usize>load<u32>(part, AXIS);
  const mean = load<f64>(part + (axis << 3), MEAN);
  let low = load<u32>(part, FROM);
  let high = load<u32>(part, TO);
  while (low < high) {
    const at = order + ((<usize>low) << 2);
    const i = load<u32>(at);
    if (<f64>load<i16>(coordinates + ((<usize>i) << 3) + (axis << 1)) <= mean) {
      low++;
    } else {
      high--;
      const last = order + ((<usize>high) << 2);
      store<u32>(at, load<u32>(last));
      store<u32>(last, i);
    }
  }
  return low;
}

function measure(part: usize, coordinates: usize, weights: usize, order: usize, from: u32, to: u32): void {
  let weight: f64 = 0;
  let xy = f64x2.splat(0);
  let zt = xy;
  let xxyy = xy;
  let zztt = xy;
  for (let j = from; j < to; j++) {
    const i = <usize>load<u32>(order + ((<usize>j) << 2));
    const w = <f64>load<u32>(weights + (i << 2));
    const wide = i32x4.extend_low_i16x8_s(v128.load64_zero(coordinates + (i << 3)));
    const pxy = f64x2.convert_low_i32x4_s(wide);
    const pzt = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(wide, wide, 2, 3, 0, 1));
    const wxy = f64x2.mul(f64x2.splat(w), pxy);
    const wzt = f64x2.mul(f64x2.splat(w), pzt);
    weight += w;
    xy = f64x2.add(xy, wxy);
    zt = f64x2.add(zt, wzt);
    xxyy = f64x2.add(xxyy, f64x2.mul(wxy, pxy));
    zztt = f64x2.add(zztt, f64x2.mul(wzt, pzt));
  }
  const total = f64x2.splat(weight);
  const varXy = f64x2.sub(xxyy, f64x2.div(f64x2.mul(xy, xy), total));
  const varZt = f64x2.sub(zztt, f64x2.div(f64x2.mul(zt, zt), total));
  const x = f64x2.extract_lane(varXy, 0);
  const y = f64x2.extract_lane(varXy, 1);
  const z = f64x2.extract_lane(varZt, 0);
  const t = f64x2.extract_lane(varZt, 1);
  const largest = Math.max(Math.max(x, y), Math.max(z, t));
  store<u32>(part, from, FROM);
  store<u32>(part, to, TO);
  store<u32>(part, x === largest ? 0 : y === largest ? 1 : z === largest ? 2 : 3, AXIS);
  store<f64>(part, to - from < 2 ? 0 : x + y + z + t, INERTIA);
  v128.store(part, f64x2.div(xy, total), MEAN);
  v128.store(part, f64x2.div(zt, total), MEAN + 16);
}
