import { paletteToPoints, STEPS, type WorkingSpace } from '../color/working-space.ts';
import { SUMS_PER_CLUSTER } from '../constants.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clusters } from '../kernels/clusters.ts';
import { type FixedColor, paletteOf } from '../lloyd/fix-colors.ts';
import type { Sign } from '../signs/find-signs.ts';

/**
 * A sign counts as at least this share of all pixels. The share shrinks if its contrast is below `STRONG`, or if
 * there are more than `FEW` signs, since then none stands out.
 */
const MIN_SHARE = 1 / 250;
const STRONG = 20;
const FEW = 6;
/** Maximum share of the palette entries that signs may take. */
const MAX_ENTRIES = 1 / 4;
/**
 * Signs nearer than this to a centroid need no entry, in units of the working space: 0.02 of the range of lightness.
 */
const MIN_DISTANCE = 5;

/**
 * Returns the signs that a palette loses, the worst first. For these, an entry of their own lowers the weighted error
 * by more than the merge of two other clusters raises it. The clusters' sums must be those of all pixels.
 */
export function lostSigns(
  engine: Engine,
  clusters: Clusters,
  signs: readonly Sign[],
  freeColors: number,
  space: WorkingSpace,
): FixedColor[] {
  const { arePalette, centroids, count, fixed, sums } = clusters;
  const entries = Math.floor(MAX_ENTRIES * freeColors);
  if (signs.length === 0 || entries === 0) return [];
  let total = 0;
  for (let c = 0; c < count; c++) total += sums[SUMS_PER_CLUSTER * c + 4]!;
  const colors = signs.map(({ color }) => ({ color, share: 0 }));
  const points = paletteToPoints(paletteOf(colors), space);
  const mark = engine.memory.mark();
  const costs = [...engine.mergeCosts(clusters).cost.subarray(fixed)].sort((a, b) => a - b);
  engine.memory.release(mark);
  const attention = MIN_SHARE * Math.min(1, FEW / signs.length);
  const lost = signs.map(({ color, contrast, share }, i) => {
    const weight = total * Math.max(share, attention * Math.min(1, (contrast / STRONG) ** 2));
    let least = Infinity;
    for (let c = 0; c < count; c++) {
      if (arePalette && centroids[4 * c + 3]! < space.opaque) continue; // signs are opaque
      let square = 0;
      for (let axis = 0; axis < 4; axis++) square += (points[4 * i + axis]! - centroids[4 * c + axis]!) ** 2;
      least = Math.min(least, square);
    }
    return { color, share, square: least, worth: weight * least };
  });
  return lost
    .filter(({ square }) => square > (MIN_DISTANCE * STEPS) ** 2)
    .sort((a, b) => b.worth - a.worth || a.color - b.color)
    .slice(0, entries)
    .filter(({ worth }, i) => worth > costs[2 * i]!)
    .map(({ color, share }) => ({ color, share }));
}
