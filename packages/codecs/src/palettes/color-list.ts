import { PaletteError } from './errors.ts';
import type { FoundColor } from './format.ts';
import { MAX_LISTED } from './limits.ts';

/** Colors of a file in their order. */
export interface ColorList {
  readonly colors: readonly FoundColor[];
  /**
   * Appends a color.
   * @throws {PaletteError} `'too-many-colors'` above `MAX_LISTED`, which ends the reading of the file.
   */
  readonly add: (color: FoundColor) => void;
}

/** Creates an empty list. */
export function colorList(): ColorList {
  const colors: FoundColor[] = [];
  const add = (color: FoundColor) => {
    if (colors.push(color) <= MAX_LISTED) return;
    const place = color.place?.();
    const expected = `at most ${MAX_LISTED.toLocaleString('en')} colors including duplicates`;
    throw new PaletteError('too-many-colors', { expected, received: 'more', place });
  };
  return { colors, add };
}
