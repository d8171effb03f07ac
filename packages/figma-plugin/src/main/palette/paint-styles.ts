import type { Color, Swatch } from '../../shared/values.ts';
import type { Job } from '../bridge/job.ts';
import { uniqueNames } from './names.ts';

export interface Written {
  readonly created: number;
  readonly updated: number;
}

export const solidPaint = ({ r, g, b, a }: Color): SolidPaint => ({
  type: 'SOLID',
  color: { r, g, b },
  opacity: a,
});

/**
 * Creates a paint style for each color, or updates the style of that name, so that a second run adds no
 * duplicates.
 */
export async function writeStyles(folder: string, swatches: readonly Swatch[], job: Job): Promise<Written> {
  const existing = new Map((await figma.getLocalPaintStylesAsync()).map((style) => [style.name, style]));
  let created = 0;
  for (const [index, name] of uniqueNames(swatches, folder).entries()) {
    let style = existing.get(name);
    if (!style) {
      style = figma.createPaintStyle();
      style.name = name;
      created++;
    }
    style.paints = [solidPaint(swatches[index]!.color)];
    await job.pause(index + 1, swatches.length);
  }
  figma.commitUndo();
  return { created, updated: swatches.length - created };
}
