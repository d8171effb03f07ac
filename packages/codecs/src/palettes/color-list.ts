import { PaletteError } from './errors.ts';
import type { FoundColor } from './format.ts';
import { MAX_LISTED } from './limits.ts';
import { MAX_COLORS, tooManyColors } from './palette.ts';

/** The colors of a file as they are found. */
export interface ColorList {
  readonly colors: readonly FoundColor[];
  /** @throws {PaletteError} when there are more colors than a file may list, so that reading ends there. */
  readonly add: (color: FoundColor) => void;
}

export function colorList(): ColorList {
  const colors: FoundColor[] = [];
  const add = (color: FoundColor) => {
    if (colors.push(color) <= MAX_LISTED) return;
    const place = color.place?.();
    const different = new Set(colors.map(({ hex }) => hex)).size;
    if (different > MAX_COLORS) throw tooManyColors(`${different} or more`, place);
    const expected = `at most ${MAX_LISTED.toLocaleString('en')} colors, repeated ones included`;
    throw new PaletteError('too-many-colors', { expected, received: 'more', place });
  };
  return { colors, add };
}
