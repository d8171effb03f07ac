import { isSceneNode } from './scene-node.ts';
import { showSelected } from './selection.ts';

/** Selects nodes and scrolls to them, on another page if none is on the current one. */
export async function reveal(nodeIds: readonly string[]): Promise<void> {
  const found = await Promise.all(nodeIds.map((id) => figma.getNodeByIdAsync(id)));
  const nodes = found.filter(isSceneNode);
  const pages = nodes.map(pageOf);
  const page = pages.includes(figma.currentPage) ? figma.currentPage : pages[0];
  if (!page) return;
  const shown = nodes.filter((_, index) => pages[index] === page);
  await showSelected(shown, page);
  figma.viewport.scrollAndZoomIntoView(shown);
}

function pageOf(node: SceneNode): PageNode | undefined {
  for (let above: BaseNode | null = node.parent; above; above = above.parent)
    if (above.type === 'PAGE') return above;
  return undefined;
}
