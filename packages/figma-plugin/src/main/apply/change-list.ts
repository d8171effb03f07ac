import type { Skipped } from '../../shared/values.ts';
import { messageOf } from '../bridge/failure.ts';
import { findList, type PaintList, setListStyle, writeList } from '../document/paint-lists.ts';
import { isSceneNode } from '../document/scene-node.ts';
import { boxOf } from '../document/shown-width.ts';
import type { RecordEntry } from '../restore/record.ts';
import { keepRecord, recordOf, withEntries } from '../restore/remember.ts';
import type { ListChange } from './group-places.ts';
import { isEnlarged, type PaintPlacement, replacePaints, type Swap } from './replace-paints.ts';
import { skip } from './skip.ts';
import type { Styles } from './styles.ts';

export interface ListOutcome {
  readonly paints: number;
  readonly skipped: Skipped[];
}

interface How {
  readonly placement: PaintPlacement;
  readonly onStyle: 'update' | 'detach';
  readonly styles: Styles;
  readonly isShrink: boolean;
}

/** Changes one paint list of a node, or the style of that list. */
export async function changeList(node: SceneNode, wanted: ListChange, how: How): Promise<ListOutcome> {
  const list = node.removed ? undefined : findList(node, wanted.address);
  if (!list) return left(node, wanted, node.removed ? 'removed' : 'changed');
  const box = boxOf(node, wanted.address.list);
  const enlarged = wanted.swaps.filter((swap) => isEnlarged(list.paints[swap.index], swap, box));
  const change = { ...wanted, swaps: wanted.swaps.filter((swap) => !enlarged.includes(swap)) };
  const before = enlarged.map(() => skip(node, 'enlarged'));
  if (change.swaps.length === 0) return { paints: 0, skipped: before };
  const { paints, skipped } = await changeFound(node, change, list, how);
  return { paints, skipped: [...before, ...skipped] };
}

async function changeFound(
  node: SceneNode,
  change: ListChange,
  list: PaintList,
  how: How,
): Promise<ListOutcome> {
  if (list.styleId === '') return changeOwn(node, change, list, how, '');
  if (how.onStyle === 'update') return changeStyle(node, change, list.styleId, how);

  const { done, missed } = replacePaints(list.paints, change.swaps, how.placement);
  if (done.length === 0) return { paints: 0, skipped: missed.map(() => skip(node, 'changed')) };
  const { id, name } = node;
  try {
    await setListStyle(node, change.address, '');
  } catch (error) {
    return left({ id, name }, change, 'failed', messageOf(error));
  }
  const again = await figma.getNodeByIdAsync(id);
  const own = isSceneNode(again) ? findList(again, change.address) : undefined;
  if (!isSceneNode(again) || !own) return left({ id, name }, change, 'removed');
  return changeOwn(again, change, own, how, list.styleId);
}

/** Changes a node's own paints. `styleId` is the style that was just detached, or '' without one. */
async function changeOwn(
  node: SceneNode,
  { address, swaps }: ListChange,
  list: PaintList,
  how: How,
  styleId: string,
): Promise<ListOutcome> {
  const { paints, done, missed } = replacePaints(list.paints, swaps, how.placement);
  const skipped = missed.map(() => skip(node, 'changed'));
  if (done.length === 0) return { paints: 0, skipped };
  const via = styleId ? ({ via: 'detached', styleId } as const) : ({ via: 'node' } as const);
  const entries = done.map((swap) => ({ ...entryOf(address, swap, how), ...via }));

  const before = recordOf(node);
  const { id, name } = node;
  if (!remember(node, before, entries)) return left({ id, name }, { address, swaps }, 'record-full');
  try {
    await writeList(node, address, paints);
  } catch (error) {
    if (!node.removed) keepRecord(node, before);
    return left({ id, name }, { address, swaps }, 'failed', messageOf(error));
  }
  return { paints: done.length, skipped };
}

/** Changes the style, unless this run has already changed it for another node. */
async function changeStyle(
  { id, name }: SceneNode,
  { address, swaps }: ListChange,
  styleId: string,
  how: How,
): Promise<ListOutcome> {
  const { placement, styles } = how;
  const style = await styles.find(styleId);
  const node = await figma.getNodeByIdAsync(id);
  if (!isSceneNode(node)) return left({ id, name }, { address, swaps }, 'removed');
  if (!style) return left(node, { address, swaps }, 'remote-style');
  if (findList(node, address)?.styleId !== styleId) return left(node, { address, swaps }, 'changed');

  const done = swaps.filter((swap) => styles.isDone(styleId, swap));
  const open = swaps.filter((swap) => !styles.isDone(styleId, swap));
  const { paints, done: now, missed } = replacePaints(style.paints, open, placement);
  const entries = [...done, ...now].map(
    (swap): RecordEntry => ({
      ...entryOf(address, swap, how),
      via: 'style',
      styleId,
    }),
  );
  const before = recordOf(node);
  if (!remember(node, before, entries)) return left(node, { address, swaps }, 'record-full');
  try {
    if (now.length > 0) style.paints = paints;
  } catch (error) {
    keepRecord(node, before);
    return left(node, { address, swaps }, 'failed', messageOf(error));
  }
  for (const swap of now) styles.markDone(styleId, swap);
  return { paints: entries.length, skipped: missed.map(() => skip(node, 'changed')) };
}

const entryOf = (
  { list }: ListChange['address'],
  { from, to, tileScale }: Swap,
  { placement, isShrink }: How,
) => ({
  ...{ list, from, to, isAdded: placement === 'on-top' },
  ...(tileScale !== 1 && { tileScale }),
  ...(isShrink && { unshrunk: from }),
});

function remember(node: SceneNode, before: readonly RecordEntry[], added: readonly RecordEntry[]): boolean {
  if (added.length === 0) return true;
  try {
    keepRecord(node, withEntries(before, added));
    return true;
  } catch {
    return false;
  }
}

const left = (
  node: { readonly id: string; readonly name: string },
  { swaps }: ListChange,
  reason: Skipped['reason'],
  detail?: string,
): ListOutcome => ({ paints: 0, skipped: swaps.map(() => skip(node, reason, detail)) });
