import type { Place } from '../../shared/values.ts';
import type { ListAddress } from '../document/paint-lists.ts';
import type { Size } from '../document/shown-width.ts';
import type { Swap } from './replace-paints.ts';

export interface Change {
  readonly from: string;
  readonly to: string;
  readonly places: readonly Place[];
  /** Pixels of `from` per pixel of `to`. */
  readonly tileScale: number;
  /** Maximum width in canvas pixels at which an image of this size is replaced. */
  readonly limit?: { readonly image: Size; readonly width: number };
}

export interface ListChange {
  readonly address: ListAddress;
  readonly swaps: Swap[];
}

/** Groups changes by node, and within a node by paint list, so that each list is written once. */
export function groupPlaces(changes: readonly Change[]): Map<string, ListChange[]> {
  const nodes = new Map<string, Map<string, ListChange>>();
  for (const { from, limit, to, places, tileScale } of changes) {
    for (const { nodeId, slot } of places) {
      const { index, ...address } = slot;
      const lists = nodes.get(nodeId) ?? new Map<string, ListChange>();
      nodes.set(nodeId, lists);
      const key = JSON.stringify(address);
      const list = lists.get(key) ?? { address, swaps: [] };
      lists.set(key, list);
      list.swaps.push({ index, from, to, tileScale, ...(limit && { limit }) });
    }
  }
  return new Map([...nodes].map(([id, lists]) => [id, [...lists.values()]]));
}
