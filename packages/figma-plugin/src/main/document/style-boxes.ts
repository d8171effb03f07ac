import { findStyle } from '../apply/styles.ts';
import { readLists } from './paint-lists.ts';
import { boxOf, type Size } from './shown-width.ts';

/**
 * Returns the boxes in which the paints of local styles are shown, also outside of the scope: whoever changes a style
 * changes all of them.
 */
export async function boxesOfStyles(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, readonly Size[]>> {
  const boxes = new Map<string, readonly Size[]>();
  for (const id of ids) {
    const style = id === '' ? undefined : await findStyle(id);
    if (!style) continue;
    const consumers = await style.getStyleConsumersAsync();
    const ofStyle = consumers.flatMap(({ node }) =>
      readLists(node)
        .filter(({ styleId }) => styleId === id)
        .map(({ address }) => boxOf(node, address.list)),
    );
    boxes.set(id, ofStyle);
  }
  return boxes;
}
