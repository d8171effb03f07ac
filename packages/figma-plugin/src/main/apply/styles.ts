import type { Swap } from './replace-paints.ts';

/** The styles that one run has changed. A style is changed once, even if many nodes share it. */
export interface Styles {
  /** The style, if it is a local paint style. */
  find(id: string): Promise<PaintStyle | undefined>;
  isDone(id: string, swap: Swap): boolean;
  markDone(id: string, swap: Swap): void;
}

export function openStyles(): Styles {
  const done = new Set<string>();
  const key = (id: string, { index, from, to }: Swap) => JSON.stringify([id, index, from, to]);
  return {
    find: findStyle,
    isDone: (id, swap) => done.has(key(id, swap)),
    markDone: (id, swap) => void done.add(key(id, swap)),
  };
}

/** Returns a local paint style: library styles can be read but not changed. */
export async function findStyle(id: string): Promise<PaintStyle | undefined> {
  const style = await figma.getStyleByIdAsync(id);
  return style?.type === 'PAINT' && !style.remote ? (style as PaintStyle) : undefined;
}
