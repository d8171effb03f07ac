import type { Points } from './points.ts';

/**
 * Returns first centroids by splitting, 4 numbers each. The cluster of largest inertia is split at its mean, across the
 * axis of largest variance, until there are `count`. Fewer if there are fewer points. Su and Dy, "In search of
 * deterministic methods for initializing k-means and Gaussian mixture clustering", 2007, doi:10.3233/IDA-2007-11402.
 */
export function varianceSplit(points: Points, count: number): Float64Array {
  const { coordinates, size } = points;
  if (size === 0) return new Float64Array(0);
  const order = Uint32Array.from({ length: size }, (_, i) => i);
  const parts: Part[] = [measure(points, order, 0, size)];
  while (parts.length < count) {
    const widest = parts.reduce((a, b) => (b.inertia > a.inertia ? b : a));
    if (!(widest.inertia > 0)) break;
    const { axis, from, to } = widest;
    const cut = widest.mean[axis]!;
    // In-place partition: points below or at the cut come first.
    let low = from;
    let high = to - 1;
    while (low <= high) {
      const i = order[low]!;
      if (coordinates[4 * i + axis]! <= cut) {
        low++;
      } else {
        order[low] = order[high]!;
        order[high--] = i;
      }
    }
    if (low === from || low === to) {
      widest.inertia = 0; // rounding put the mean beyond all of its points
      continue;
    }
    parts[parts.indexOf(widest)] = measure(points, order, from, low);
    parts.push(measure(points, order, low, to));
  }
  return Float64Array.from(parts.flatMap(({ mean }) => mean));
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly mean: readonly number[];
  /** The axis of the largest variance. */
  readonly axis: number;
  inertia: number;
}

function measure({ coordinates, weights }: Points, order: Uint32Array, from: number, to: number): Part {
  let weight = 0;
  let x = 0;
  let y = 0;
  let z = 0;
  let t = 0;
  let xx = 0;
  let yy = 0;
  let zz = 0;
  let tt = 0;
  for (let j = from; j < to; j++) {
    const i = order[j]!;
    const w = weights[i]!;
    const px = coordinates[4 * i]!;
    const py = coordinates[4 * i + 1]!;
    const pz = coordinates[4 * i + 2]!;
    const pt = coordinates[4 * i + 3]!;
    weight += w;
    x += w * px;
    y += w * py;
    z += w * pz;
    t += w * pt;
    xx += w * px * px;
    yy += w * py * py;
    zz += w * pz * pz;
    tt += w * pt * pt;
  }
  const variances = [
    xx - (x * x) / weight,
    yy - (y * y) / weight,
    zz - (z * z) / weight,
    tt - (t * t) / weight,
  ];
  const axis = variances.indexOf(Math.max(...variances));
  const inertia = to - from < 2 ? 0 : variances.reduce((a, b) => a + b);
  return { from, to, mean: [x / weight, y / weight, z / weight, t / weight], axis, inertia };
}
