// Draws a palette as layers: an auto-layout frame with one row per color.
import type { Color, Swatch } from '../../shared/values.ts';
import type { Job } from '../bridge/job.ts';
import { showSelected } from '../document/selection.ts';
import { solidPaint, type Written } from './paint-styles.ts';

const FONT: FontName = { family: 'Inter', style: 'Regular' };
const SIDE = 40;
const GAP = 12;
const WHITE: Color = { r: 1, g: 1, b: 1, a: 1 };
const INK: Color = { r: 0.12, g: 0.12, b: 0.12, a: 1 };

export async function drawSwatches(title: string, swatches: readonly Swatch[], job: Job): Promise<Written> {
  await figma.loadFontAsync(FONT);
  const frame = stack('VERTICAL', title);
  try {
    frame.fills = [solidPaint(WHITE)];
    frame.cornerRadius = GAP;
    frame.paddingTop = frame.paddingRight = frame.paddingBottom = frame.paddingLeft = 2 * GAP;
    for (const [index, swatch] of swatches.entries()) {
      frame.appendChild(row(swatch));
      await job.pause(index + 1, swatches.length);
    }
  } catch (error) {
    if (!frame.removed) frame.remove(); // no partial palette
    throw error;
  }
  const { x, y } = figma.viewport.center;
  frame.x = Math.round(x - frame.width / 2);
  frame.y = Math.round(y - frame.height / 2);
  await showSelected([frame]);
  figma.commitUndo();
  return { created: swatches.length, updated: 0 };
}

/** A layer filled with one color. */
export function swatchNode(name: string, color: Color): RectangleNode {
  const node = figma.createRectangle();
  node.name = name;
  node.resize(SIDE, SIDE);
  node.cornerRadius = GAP / 2;
  node.fills = [solidPaint(color)];
  return node;
}

function row({ name, color, share }: Swatch): FrameNode {
  const line = stack('HORIZONTAL', name);
  line.counterAxisAlignItems = 'CENTER';
  line.fills = [];
  line.appendChild(swatchNode(name, color));
  const label = figma.createText();
  label.fontName = FONT;
  label.characters = `${hexOf(color)}  ${percent(share)}`;
  label.fills = [solidPaint(INK)];
  line.appendChild(label);
  return line;
}

function stack(direction: 'HORIZONTAL' | 'VERTICAL', name: string): FrameNode {
  const frame = figma.createFrame();
  frame.name = name;
  frame.layoutMode = direction;
  frame.primaryAxisSizingMode = 'AUTO';
  frame.counterAxisSizingMode = 'AUTO';
  frame.itemSpacing = GAP;
  return frame;
}

/** Returns `#RRGGBB`, with the alpha appended for translucent colors. */
function hexOf({ r, g, b, a }: Color): string {
  const two = (part: number) => `0${Math.round(part * 255).toString(16)}`.slice(-2);
  const parts = a < 1 ? [r, g, b, a] : [r, g, b];
  return `#${parts.map(two).join('').toUpperCase()}`;
}

const percent = (share: number): string =>
  share > 0 && share < 0.01 ? '< 1 %' : `${Math.round(share * 100)} %`;
