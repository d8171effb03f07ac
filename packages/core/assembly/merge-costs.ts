// What merging pairs of clusters would cost, as in src/lloyd/merge-costs.ts: the same operations in the same order.

const NO_PARTNER: u32 = 0xffffffff;

/** Of each cluster from `fixed` on, the cheapest partner among them and the rise of the inertia: a u32 and an f64 each. */
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
    const xy = v128.load(at);
    const zt = v128.load(at, 16);
    const weight = load<f64>(sums + <usize>c * 48, 32);
    let least: f64 = Infinity;
    let nearest = NO_PARTNER;
    for (let other = fixed; other < c; other++) {
      let rise: f64 = 0;
      if (weight !== 0) {
        const to = centroids + ((<usize>other) << 5);
        const dxy = f64x2.sub(v128.load(to), xy);
        const dzt = f64x2.sub(v128.load(to, 16), zt);
        const qxy = f64x2.mul(dxy, dxy);
        const qzt = f64x2.mul(dzt, dzt);
        const square =
          f64x2.extract_lane(qxy, 0) +
          f64x2.extract_lane(qxy, 1) +
          f64x2.extract_lane(qzt, 0) +
          f64x2.extract_lane(qzt, 1);
        const otherWeight = load<f64>(sums + <usize>other * 48, 32);
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
