/**
 * Merges weighted centroids, 4 numbers each, down to `count`. Each time it merges the pair that raises the inertia
 * least (Ward, "Hierarchical grouping to optimize an objective function", 1963, doi:10.1080/01621459.1963.10500845).
 * Drops centroids without weight and keeps the order of the others.
 */
export function wardMerge(
  centroids: ArrayLike<number>,
  weights: ArrayLike<number>,
  count: number,
): Float64Array {
  // Remaining centroids, packed: a merged pair takes the place of the first, and those after the second move up.
  const means: number[] = [];
  const weight: number[] = [];
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i]! > 0)) continue;
    weight.push(weights[i]!);
    for (let axis = 0; axis < 4; axis++) means.push(centroids[4 * i + axis]!);
  }
  const rise = (a: number, b: number): number => {
    const dx = means[4 * a]! - means[4 * b]!;
    const dy = means[4 * a + 1]! - means[4 * b + 1]!;
    const dz = means[4 * a + 2]! - means[4 * b + 2]!;
    const dt = means[4 * a + 3]! - means[4 * b + 3]!;
    return ((weight[a]! * weight[b]!) / (weight[a]! + weight[b]!)) * (dx * dx + dy * dy + dz * dz + dt * dt);
  };
  // Of each centroid, the cheapest partner among those after it.
  const cost: number[] = [];
  const partner: number[] = [];
  const findPartner = (a: number): void => {
    cost[a] = Infinity;
    partner[a] = a;
    for (let b = a + 1; b < weight.length; b++) {
      const c = rise(a, b);
      if (c < cost[a]!) {
        cost[a] = c;
        partner[a] = b;
      }
    }
  };
  for (let a = 0; a < weight.length; a++) findPartner(a);
  while (weight.length > count) {
    let kept = 0;
    for (let a = 1; a < weight.length; a++) if (cost[a]! < cost[kept]!) kept = a;
    const gone = partner[kept]!;
    const both = weight[kept]! + weight[gone]!;
    for (let axis = 0; axis < 4; axis++) {
      const sum = means[4 * kept + axis]! * weight[kept]! + means[4 * gone + axis]! * weight[gone]!;
      means[4 * kept + axis] = sum / both;
    }
    weight[kept] = both;
    weight.splice(gone, 1);
    means.splice(4 * gone, 4);
    cost.splice(gone, 1);
    partner.splice(gone, 1);
    for (let a = 0; a < weight.length; a++) {
      const was = partner[a]!;
      if (was > gone) partner[a] = was - 1;
      if (a === kept || was === gone || was === kept) {
        findPartner(a);
      } else if (a < kept) {
        const c = rise(a, kept);
        if (c < cost[a]!) {
          cost[a] = c;
          partner[a] = kept;
        }
      }
    }
  }
  return Float64Array.from(means);
}
