// Shared operations on vectors of four f64, two v128 each.

/** Adds to the pair of f64 at an address. */
export function add(at: usize, value: v128): void {
  v128.store(at, f64x2.add(v128.load(at), value));
}

/** Squared distance of two points, summed in the order of the axes. */
export function squareBetween(one: usize, other: usize): f64 {
  const dxy = f64x2.sub(v128.load(one), v128.load(other));
  const dzt = f64x2.sub(v128.load(one, 16), v128.load(other, 16));
  const qxy = f64x2.mul(dxy, dxy);
  const qzt = f64x2.mul(dzt, dzt);
  return (
    f64x2.extract_lane(qxy, 0) +
    f64x2.extract_lane(qxy, 1) +
    f64x2.extract_lane(qzt, 0) +
    f64x2.extract_lane(qzt, 1)
  );
}
