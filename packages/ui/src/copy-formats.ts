import type { PaletteColor } from './palette-entries.ts';

/** A text that a palette can be copied as. */
export interface CopyFormat {
  readonly id: string;
  /** What people call it. */
  readonly label: string;
  readonly write: (colors: readonly PaletteColor[]) => string;
}

let formats: readonly CopyFormat[] = [];
const listeners = new Set<() => void>();

/** Has palettes offer to be copied as these. Formats are the host's: pages that give none offer none. */
export function setCopyFormats(next: readonly CopyFormat[]): void {
  formats = next;
  for (const listener of listeners) listener();
}

/** What palettes can be copied as. */
export const copyFormats = (): readonly CopyFormat[] => formats;

/** Calls `listener` when formats are replaced, until the returned function is called. */
export function onCopyFormats(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
