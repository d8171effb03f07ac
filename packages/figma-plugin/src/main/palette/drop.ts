import * as v from 'valibot';
import { SWATCH_TYPE } from '../../shared/protocol.ts';
import { swatch } from '../../shared/values.ts';
import { swatchNode } from './swatch-frame.ts';

/** A color that was dragged out of the window of the plugin becomes a layer where it is dropped. */
export function listenForDrops(): void {
  figma.on('drop', (event) => {
    const item = event.items.find(({ type }) => type === SWATCH_TYPE);
    if (!item) return true; // Figma's own
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
    // Not everything takes children: an instance does not, nor a rectangle.
    figma.currentPage.appendChild(node);
    node.x = absoluteX;
    node.y = absoluteY;
  }
  figma.currentPage.selection = [node];
  figma.commitUndo();
}
