// The selection of the person. The plugin selects layers too, to show them: until the person selects something else,
// the selection before that counts.
import { isSceneNode } from './scene-node.ts';

interface Shown {
  /** What the plugin has selected. */
  readonly key: string;
  /** Ids of the layers that the person had selected. */
  readonly before: readonly string[];
}

let shown: Shown | undefined;

const idsOf = (nodes: readonly SceneNode[]): string[] => nodes.map(({ id }) => id);
const keyOf = (nodes: readonly SceneNode[]): string => JSON.stringify(idsOf(nodes));

/** Whether the plugin itself has made the current selection. */
export const isShownSelection = (): boolean =>
  shown !== undefined && shown.key === keyOf(figma.currentPage.selection);

/** Selects layers of a page to show them. */
export async function showSelected(nodes: readonly SceneNode[], page = figma.currentPage): Promise<void> {
  const before = isShownSelection() ? shown!.before : idsOf(figma.currentPage.selection);
  shown = { key: keyOf(nodes), before };
  if (page !== figma.currentPage) await figma.setCurrentPageAsync(page);
  figma.currentPage.selection = nodes;
}

/** The layers that the person has selected. */
export async function selectedNodes(): Promise<readonly SceneNode[]> {
  const { selection } = figma.currentPage;
  if (!isShownSelection() || shown!.before.length === 0) return selection;
  const nodes = await Promise.all(shown!.before.map((id) => figma.getNodeByIdAsync(id)));
  return nodes.filter(isSceneNode);
}
