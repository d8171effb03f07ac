import type { Skipped } from '../../shared/values.ts';
import { messageOf } from '../bridge/failure.ts';
import { findList } from '../document/paint-lists.ts';
import { changeList, type ListOutcome } from './change-list.ts';
import type { ListChange } from './group-places.ts';
import { replacePaints } from './replace-paints.ts';
import { skip } from './skip.ts';
import type { Styles } from './styles.ts';

const GAP = 24; // canvas pixels between a node and its copy

/**
 * Places a copy of a node with reduced images next to the unchanged original.
 * The copy is a direct child of the page: inside the original's frame it might be clipped or move other
 * layers.
 * Its styles are detached, since changing them would change the original.
 */
export async function copyBeside(
  node: SceneNode,
  lists: readonly ListChange[],
  { styles, isShrink }: { readonly styles: Styles; readonly isShrink: boolean },
): Promise<ListOutcome & { readonly isCopy: boolean }> {
  const current = lists.filter(({ address, swaps }) => {
    const paints = findList(node, address)?.paints ?? [];
    return replacePaints(paints, swaps, 'replace').missed.length === 0;
  });
  const skipped: Skipped[] = lists
    .filter((list) => !current.includes(list))
    .flatMap(({ swaps }) => swaps.map(() => skip(node, 'changed')));
  if (current.length === 0) return { paints: 0, skipped, isCopy: false };

  const { id, name } = node;
  let copy: SceneNode;
  try {
    copy = placeCopy(node);
  } catch (error) {
    return {
      paints: 0,
      skipped: [...skipped, skip({ id, name }, 'failed', messageOf(error))],
      isCopy: false,
    };
  }
  let paints = 0;
  for (const list of current) {
    const how = { placement: 'replace', onStyle: 'detach', styles, isShrink } as const;
    const outcome = await changeList(copy, list, how);
    paints += outcome.paints;
    skipped.push(...outcome.skipped);
  }
  if (paints === 0 && !copy.removed) copy.remove();
  return { paints, skipped, isCopy: paints > 0 };
}

function placeCopy(node: SceneNode): SceneNode {
  if (!('clone' in node)) throw new Error('Layers of this kind cannot be copied.');
  const copy = node.clone() as SceneNode & LayoutMixin;
  const [[a, c, x], [b, d, y]] = (node as SceneNode & LayoutMixin).absoluteTransform;
  const width = (node as SceneNode & LayoutMixin).absoluteBoundingBox?.width ?? copy.width;
  pageOf(node).appendChild(copy);
  copy.relativeTransform = [
    [a, c, x + width + GAP],
    [b, d, y],
  ];
  return copy;
}

function pageOf(node: SceneNode): PageNode {
  for (let above: BaseNode | null = node.parent; above; above = above.parent)
    if (above.type === 'PAGE') return above;
  return figma.currentPage;
}
