import { type Clusters, mergeRise } from './clusters.ts';
import type { Memory } from './memory.ts';

/** Of each free cluster: the cheapest free cluster to merge with, and by how much the inertia would rise. */
export interface MergeCosts {
  readonly cost: Float64Array;
  /** `NO_PARTNER` if there is none. */
  readonly partner: Uint32Array;
}

export const NO_PARTNER = 0xffffffff;

export function mergeCosts(clusters: Clusters, memory: Memory): MergeCosts {
  const { count, fixed } = clusters;
  const cost = memory.float64(count).fill(Infinity);
  const partner = memory.uint32(count).fill(NO_PARTNER);
  for (let c = fixed; c < count; c++) {
    for (let other = fixed; other < c; other++) {
      const rise = mergeRise(clusters, other, c);
      if (rise < cost[c]!) {
        cost[c] = rise;
        partner[c] = other;
      }
      if (rise < cost[other]!) {
        cost[other] = rise;
        partner[other] = c;
      }
    }
  }
  return { cost, partner };
}
