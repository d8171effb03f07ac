import type { PaletteEntry } from '@kcolors/codecs/request';
import { type Given, given } from './given.ts';

/** A text that a palette can be copied as. */
export interface CopyFormat {
  readonly id: string;
  /** What people call it. */
  readonly label: string;
  readonly write: (colors: readonly PaletteEntry[]) => string;
}

/** What palettes can be copied as: the host's. Pages that give none offer none. */
export const copyFormats: Given<readonly CopyFormat[]> = given<readonly CopyFormat[]>([]);

/** Has palettes offer to be copied as these. */
export const setCopyFormats = (formats: readonly CopyFormat[]): void => copyFormats.set(formats);
