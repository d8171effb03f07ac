// Restores the images that nodes had before they were reduced.
import type { Scope, Skipped } from '../../shared/values.ts';
import { skip } from '../apply/skip.ts';
import { findStyle } from '../apply/styles.ts';
import { messageOf } from '../bridge/failure.ts';
import type { Job } from '../bridge/job.ts';
import { nameOf } from '../document/name-of.ts';
import { findList, hashesOf, readLists, setListStyle, writeList } from '../document/paint-lists.ts';
import { sizeOf } from '../document/scan.ts';
import { isSceneNode } from '../document/scene-node.ts';
import { visitScope } from '../document/scope.ts';
import { putBack } from './put-back.ts';
import type { RecordEntry } from './record.ts';
import { keepRecord, recordOf } from './remember.ts';

export interface Restorable {
  readonly nodeId: string;
  readonly nodeName: string;
  readonly originals: {
    readonly from: string;
    /** Hash of the image that replaced it. */
    readonly to: string;
    /** Whether Figma no longer has it. */
    readonly isGone: boolean;
  }[];
}

/** Finds the nodes that record an original. */
export async function findRestorable(scope: Scope, job: Job): Promise<Restorable[]> {
  const nodes: Restorable[] = [];
  await visitScope(scope, job, async ({ node }) => {
    const { id: nodeId } = node;
    const nodeName = nameOf(node);
    const record = recordOf(node);
    if (record.length === 0) return;
    const originals: Restorable['originals'] = [];
    for (const { from, to } of record)
      originals.push({ from, to, isGone: (await sizeOf(from)) === undefined });
    nodes.push({ nodeId, nodeName, originals });
  });
  return nodes;
}

/** Restores the originals in a scope; with `original`, the hash of one, only that one. */
export async function restore(
  scope: Scope,
  job: Job,
  original?: string,
): Promise<{ paints: number; skipped: Skipped[] }> {
  const skipped: Skipped[] = [];
  let paints = 0;
  try {
    for (const { nodeId } of await findRestorable(scope, job)) {
      const outcome = await restoreNode(nodeId, original);
      paints += outcome.paints;
      skipped.push(...outcome.skipped);
      await job.pause(paints, 0);
    }
  } finally {
    if (paints > 0) figma.commitUndo();
  }
  return { paints, skipped };
}

async function restoreNode(
  id: string,
  original: string | undefined,
): Promise<{ paints: number; skipped: Skipped[] }> {
  const skipped: Skipped[] = [];
  let paints = 0;
  let node = await figma.getNodeByIdAsync(id);
  if (!isSceneNode(node)) return { paints, skipped: [skip({ id, name: '' }, 'removed')] };
  const { name } = node;
  for (const entry of recordOf(node)) {
    if (original !== undefined && entry.from !== original) continue;
    if (!(await sizeOf(entry.from))) {
      skipped.push(skip({ id, name }, 'image-gone')); // keep its entry: an undo may bring the image back
      continue;
    }
    try {
      const done = await WAYS_BACK[entry.via](id, entry);
      paints += done;
      if (done === 0) skipped.push(skip({ id, name }, 'changed'));
    } catch (error) {
      skipped.push(skip({ id, name }, 'failed', messageOf(error)));
      continue;
    }
    node = await figma.getNodeByIdAsync(id);
    if (!isSceneNode(node)) return { paints, skipped: [...skipped, skip({ id, name }, 'removed')] };
    const settled = JSON.stringify(entry);
    keepRecord(
      node,
      recordOf(node).filter((one) => JSON.stringify(one) !== settled),
    );
  }
  return { paints, skipped };
}

/** Returns how many paints show the original again; 0 when no paint shows the reduced image any more. */
type WayBack = (nodeId: string, entry: RecordEntry) => Promise<number>;

/**
 * A text range with its own fills becomes the whole text when the other characters are deleted. So all kinds
 * of fills count as one here.
 */
const isStrokes = ({ list }: { readonly list: RecordEntry['list'] }): boolean => list === 'strokes';

const restorePaints: WayBack = async (nodeId, entry) => {
  let done = 0;
  const node = await figma.getNodeByIdAsync(nodeId);
  if (!isSceneNode(node)) return 0;
  for (const { address } of readLists(node)) {
    const list = node.removed ? undefined : findList(node, address); // earlier writes may have taken time
    if (!list || isStrokes(address) !== isStrokes(entry)) continue;
    const back = putBack(list.paints, entry);
    if (back.count === 0) continue;
    await writeList(node, address, back.paints);
    done += back.count;
  }
  return done;
};

const WAYS_BACK: Record<RecordEntry['via'], WayBack> = {
  node: restorePaints,
  async style(_, entry) {
    const style = await findStyle(entry.styleId ?? '');
    if (!style) return 0;
    const back = putBack(style.paints, entry);
    if (back.count > 0) style.paints = back.paints;
    // Another node with this style may have restored it already.
    return back.count > 0 || hashesOf(style.paints).includes(entry.from) ? Math.max(1, back.count) : 0;
  },
  async detached(nodeId, entry) {
    const done = await restorePaints(nodeId, entry);
    const style = await findStyle(entry.styleId ?? '');
    const node = await figma.getNodeByIdAsync(nodeId);
    if (done === 0 || !style || !isSceneNode(node)) return done;
    // Link the list to its style again, if the style has not changed.
    const own = readLists(node).find(({ address }) => isStrokes(address) === isStrokes(entry));
    if (own && JSON.stringify(own.paints) === JSON.stringify(style.paints))
      await setListStyle(node, own.address, style.id);
    return done;
  },
};
