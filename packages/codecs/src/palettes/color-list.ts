import { PaletteError } from './errors.ts';
import type { FoundColor } from './format.ts';
import { MAX_LISTED } from './limits.ts';
import { MOST_COLORS, tooManyColors } from './palette.ts';

/** The colors of a file as they are found. */
export interface ColorList {
  readonly colors: readonly FoundColor[];
  /** @throws {PaletteError} as soon as there are more colors than a palette can have, so that reading ends there. */
  readonly add: (color: FoundColor) => void;
}

export function colorList(): ColorList {
  const colors: FoundColor[] = [];
  const different = new Set<string>();
  const add = (color: FoundColor) => {
    if (different.add(color.hex).size > MOST_COLORS) throw tooManyColors('more', color.place?.());
    if (colors.push(color) > MAX_LISTED) {
      const expected = `at most ${MAX_LISTED.toLocaleString('en')} colors, repeated ones included`;
      throw new PaletteError('too-many-colors', { expected, received: 'more', place: color.place?.() });
    }
  };
  return { colors, add };
}
