import * as v from 'valibot';
import { SWATCH_TYPE } from '../../shared/protocol.ts';
import { swatch } from '../../shared/values.ts';
import { showSelected } from '../document/selection.ts';
import { swatchNode } from './swatch-frame.ts';

/** Makes a layer from a color that was dragged from the plugin window onto the canvas. */
export function listenForDrops(): void {
  figma.on('drop', (event) => {
    const item = event.items.find(({ type }) => type === SWATCH_TYPE);
    if (!item) return true; // a drop that Figma handles
    const dropped = parseSwatch(item.data);
    if (dropped) place(swatchNode(dropped.name, dropped.color), event);
    return false;
  });
}

function parseSwatch(data: string): v.InferOutput<typeof swatch> | undefined {
  try {
    const { success, output } = v.safeParse(swatch, JSON.parse(data));
    return success ? output : undefined;
  } catch {
    return undefined;
  }
}

function place(node: RectangleNode, { node: target, x, y, absoluteX, absoluteY }: DropEvent): void {
  try {
    (target as FrameNode).appendChild(node);
    node.x = x;
    node.y = y;
  } catch {
    // Some nodes take no children, such as instances and rectangles.
    figma.currentPage.appendChild(node);
    node.x = absoluteX;
    node.y = absoluteY;
  }
  void showSelected([node]);
  figma.commitUndo();
}
