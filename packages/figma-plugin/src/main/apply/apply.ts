// Replaces images with reduced ones. Users keep editing meanwhile: after each wait, nodes are looked up
// again, and a paint with another image by then is left unchanged.
import type { RequestOf } from '../../shared/requests.ts';
import type { Skipped } from '../../shared/values.ts';
import { Failure } from '../bridge/failure.ts';
import type { Job } from '../bridge/job.ts';
import { sizeOf } from '../document/scan.ts';
import { isSceneNode } from '../document/scene-node.ts';
import { visitRoot } from '../document/walk.ts';
import { changeList, type ListOutcome } from './change-list.ts';
import { copyBeside } from './copy-beside.ts';
import { type Change, groupPlaces, type ListChange } from './group-places.ts';
import { skip } from './skip.ts';
import { openStyles, type Styles } from './styles.ts';

type ApplyRequest = Pick<
  RequestOf<'apply'>,
  'changes' | 'placement' | 'styles' | 'includeLocked' | 'isShrink'
>;

export interface Applied {
  readonly paints: number;
  readonly copies: number;
  readonly skipped: Skipped[];
  /** Nodes that now record an original. */
  readonly changedIds: string[];
}

export async function apply(request: ApplyRequest, job: Job): Promise<Applied> {
  const nodes = groupPlaces(await withTileScales(request.changes));
  const ids = await instancesLast([...nodes.keys()]);
  const styles = openStyles();
  let done = 0;
  const result = { paints: 0, copies: 0, skipped: [] as Skipped[], changedIds: [] as string[] };
  try {
    for (const id of ids) {
      const lists = nodes.get(id)!;
      const { paints, skipped, isCopy } = await applyToNode(id, lists, request, styles);
      result.paints += paints;
      result.skipped.push(...skipped);
      if (isCopy) result.copies++;
      else if (paints > 0) result.changedIds.push(id);
      await job.pause(++done, nodes.size);
    }
  } catch (error) {
    // Finished nodes stay changed and can be undone. Report the remaining ones as skipped.
    if (!(error instanceof Failure) || error.code !== 'canceled') throw error;
    for (const id of ids.slice(done)) result.skipped.push(skip({ id, name: '' }, 'canceled'));
  } finally {
    if (result.paints > 0) figma.commitUndo();
  }
  return result;
}

/**
 * Moves the layers of instances to the end. They show what their component shows, so a change of their own, an override,
 * is made only if that was not changed.
 */
async function instancesLast(ids: readonly string[]): Promise<string[]> {
  const [others, instances]: [string[], string[]] = [[], []];
  for (const id of ids) {
    const node = await figma.getNodeByIdAsync(id);
    const isInstance = isSceneNode(node) && (node.type === 'INSTANCE' || visitRoot(node).isInInstance);
    (isInstance ? instances : others).push(id);
  }
  return [...others, ...instances];
}

/** Adds how much larger the images are than those that replace them. */
async function withTileScales(changes: ApplyRequest['changes']): Promise<Change[]> {
  const scaled: Change[] = [];
  for (const change of changes) {
    const [before, after] = [await sizeOf(change.from), await sizeOf(change.to)];
    const { maxShownWidth: width, ...rest } = change;
    const limit = before && width !== undefined ? { image: before, width } : undefined;
    const tileScale = before && after ? before.width / after.width : 1;
    scaled.push({ ...rest, tileScale, ...(limit && { limit }) });
  }
  return scaled;
}

interface NodeOutcome extends ListOutcome {
  readonly isCopy: boolean;
}

async function applyToNode(
  id: string,
  lists: readonly ListChange[],
  { placement, styles: onStyle, includeLocked, isShrink }: ApplyRequest,
  styles: Styles,
): Promise<NodeOutcome> {
  const none = (skipped: Skipped): NodeOutcome => ({ paints: 0, skipped: [skipped], isCopy: false });
  const node = await figma.getNodeByIdAsync(id);
  if (!isSceneNode(node)) return none(skip({ id, name: '' }, 'removed'));
  if (!includeLocked && visitRoot(node).isLocked) return none(skip(node, 'locked'));

  if (placement === 'beside') return copyBeside(node, lists, { styles, isShrink });
  const outcomes: ListOutcome[] = [];
  for (const list of lists)
    outcomes.push(await changeList(node, list, { placement, onStyle, styles, isShrink }));
  return { ...sum(outcomes), isCopy: false };
}

const sum = (outcomes: readonly ListOutcome[]): ListOutcome => ({
  paints: outcomes.reduce((paints, outcome) => paints + outcome.paints, 0),
  skipped: outcomes.flatMap(({ skipped }) => skipped),
});
