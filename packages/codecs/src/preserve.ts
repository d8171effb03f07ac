import type { RgbaImage } from '@kcolors/core';

/** Details that an encoder preserves where its format can store them. */
export interface Preserve {
  /** Writes the palette unchanged: its order, duplicates and unused colors. */
  readonly order?: boolean;
  /** Image whose hidden colors, those of fully transparent pixels, are written. */
  readonly hidden?: RgbaImage | undefined;
}
