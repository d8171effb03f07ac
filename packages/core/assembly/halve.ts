// Cuts clusters in two, as in src/lloyd/halve.ts: the same operations in the same order, so the same results.

const HALF_BYTES: usize = 40;
/** Ten f64 a cluster: xx xy xz xt yy yz yt zz zt tt. */
const COVARIANCES = memory.data(256 * 80, 16);
/** Four f64 a cluster. */
const AXES = memory.data(256 * 32, 16);
const POWER_STEPS = 6;

/** Writes five f64 a cluster to `halves`: what the points beyond the cut exceed the centroid by, and their weight. */
export function halve(
  coordinates: usize,
  weights: usize,
  labels: usize,
  size: u32,
  centroids: usize,
  count: u32,
  halves: usize,
): void {
  sumCovariances(coordinates, weights, labels, size, centroids, count);
  for (let c: usize = 0; c < count; c++) findAxis(COVARIANCES + c * 80, AXES + (c << 5));
  memory.fill(halves, 0, count * HALF_BYTES);
  for (let i: usize = 0; i < size; i++) {
    const label = <usize>load<u8>(labels + i);
    const center = centroids + (label << 5);
    const at = coordinates + (i << 3);
    const x = <f64>load<i16>(at) - load<f64>(center);
    const y = <f64>load<i16>(at, 2) - load<f64>(center, 8);
    const z = <f64>load<i16>(at, 4) - load<f64>(center, 16);
    const t = <f64>load<i16>(at, 6) - load<f64>(center, 24);
    const axis = AXES + (label << 5);
    const along =
      x * load<f64>(axis) + y * load<f64>(axis, 8) + z * load<f64>(axis, 16) + t * load<f64>(axis, 24);
    if (along <= 0) continue;
    const weight = <f64>load<u32>(weights + (i << 2));
    const to = halves + label * HALF_BYTES;
    store<f64>(to, load<f64>(to) + weight * x);
    store<f64>(to, load<f64>(to, 8) + weight * y, 8);
    store<f64>(to, load<f64>(to, 16) + weight * z, 16);
    store<f64>(to, load<f64>(to, 24) + weight * t, 24);
    store<f64>(to, load<f64>(to, 32) + weight, 32);
  }
}

function sumCovariances(
  coordinates: usize,
  weights: usize,
  labels: usize,
  size: u32,
  centroids: usize,
  count: u32,
): void {
  memory.fill(COVARIANCES, 0, count * 80);
  for (let i: usize = 0; i < size; i++) {
    const label = <usize>load<u8>(labels + i);
    const center = centroids + (label << 5);
    const wide = i32x4.extend_low_i16x8_s(v128.load64_zero(coordinates + (i << 3)));
    const xy = f64x2.sub(f64x2.convert_low_i32x4_s(wide), v128.load(center));
    const zt = f64x2.sub(
      f64x2.convert_low_i32x4_s(v128.shuffle<i32>(wide, wide, 2, 3, 0, 1)),
      v128.load(center, 16),
    );
    const weight = f64x2.splat(<f64>load<u32>(weights + (i << 2)));
    const wxy = f64x2.mul(weight, xy);
    const wzt = f64x2.mul(weight, zt);
    const wx = v128.shuffle<f64>(wxy, wxy, 0, 0);
    const wy = v128.shuffle<f64>(wxy, wxy, 1, 1);
    const to = COVARIANCES + label * 80;
    add(to, f64x2.mul(wx, xy));
    add(to + 16, f64x2.mul(wx, zt));
    add(to + 32, f64x2.mul(wy, v128.shuffle<f64>(xy, zt, 1, 2)));
    add(to + 48, f64x2.mul(v128.shuffle<f64>(wxy, wzt, 1, 2), v128.shuffle<f64>(zt, zt, 1, 0)));
    add(to + 64, f64x2.mul(wzt, v128.shuffle<f64>(zt, zt, 1, 1)));
  }
}

function add(at: usize, value: v128): void {
  v128.store(at, f64x2.add(v128.load(at), value));
}

/** Direction of the largest variance, by power iteration. */
function findAxis(covariance: usize, axis: usize): void {
  const xx = load<f64>(covariance);
  const xy = load<f64>(covariance, 8);
  const xz = load<f64>(covariance, 16);
  const xt = load<f64>(covariance, 24);
  const yy = load<f64>(covariance, 32);
  const yz = load<f64>(covariance, 40);
  const yt = load<f64>(covariance, 48);
  const zz = load<f64>(covariance, 56);
  const zt = load<f64>(covariance, 64);
  const tt = load<f64>(covariance, 72);
  let x: f64 = 1;
  let y: f64 = 1;
  let z: f64 = 1;
  let t: f64 = 1;
  for (let step = 0; step < POWER_STEPS; step++) {
    const nx = xx * x + xy * y + xz * z + xt * t;
    const ny = xy * x + yy * y + yz * z + yt * t;
    const nz = xz * x + yz * y + zz * z + zt * t;
    const nt = xt * x + yt * y + zt * z + tt * t;
    let length = Math.sqrt(nx * nx + ny * ny + nz * nz + nt * nt);
    if (length === 0) length = 1;
    x = nx / length;
    y = ny / length;
    z = nz / length;
    t = nt / length;
  }
  store<f64>(axis, x);
  store<f64>(axis, y, 8);
  store<f64>(axis, z, 16);
  store<f64>(axis, t, 24);
}
