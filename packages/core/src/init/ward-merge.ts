/**
 * Merges weighted centroids down to `count`, each time the two whose merging raises the inertia least
 * (Ward, "Hierarchical grouping to optimize an objective function", 1963, doi:10.1080/01621459.1963.10500845).
 * 4 numbers a centroid.
 */
export function wardMerge(
  centroids: ArrayLike<number>,
  weights: ArrayLike<number>,
  count: number,
): Float64Array {
  const means = Float64Array.from(centroids);
  const weight = Float64Array.from(weights);
  const size = weight.length;
  const alive = Array.from({ length: size }, (_, i) => i).filter((i) => weight[i]! > 0);
  const cost = new Float64Array(size);
  const partner = new Int32Array(size);

  const rise = (a: number, b: number): number => {
    const dx = means[4 * a]! - means[4 * b]!;
    const dy = means[4 * a + 1]! - means[4 * b + 1]!;
    const dz = means[4 * a + 2]! - means[4 * b + 2]!;
    const dt = means[4 * a + 3]! - means[4 * b + 3]!;
    return ((weight[a]! * weight[b]!) / (weight[a]! + weight[b]!)) * (dx * dx + dy * dy + dz * dz + dt * dt);
  };
  const findPartner = (a: number): void => {
    cost[a] = Infinity;
    partner[a] = -1;
    for (const b of alive) {
      if (b === a) continue;
      const c = rise(a, b);
      if (c < cost[a]!) {
        cost[a] = c;
        partner[a] = b;
      }
    }
  };

  for (const a of alive) findPartner(a);
  while (alive.length > count) {
    const kept = alive.reduce((a, b) => (cost[b]! < cost[a]! ? b : a));
    const gone = partner[kept]!;
    const both = weight[kept]! + weight[gone]!;
    for (let axis = 0; axis < 4; axis++) {
      const sum = means[4 * kept + axis]! * weight[kept]! + means[4 * gone + axis]! * weight[gone]!;
      means[4 * kept + axis] = sum / both;
    }
    weight[kept] = both;
    alive.splice(alive.indexOf(gone), 1);
    findPartner(kept);
    for (const other of alive) {
      if (other === kept) continue;
      if (partner[other] === gone || partner[other] === kept) {
        findPartner(other);
      } else {
        const c = rise(other, kept);
        if (c < cost[other]!) {
          cost[other] = c;
          partner[other] = kept;
        }
      }
    }
  }
  return Float64Array.from(alive.flatMap((i) => [...means.subarray(4 * i, 4 * i + 4)]));
}
