import { PALETTE_FILE_FORMATS } from '@kcolors/codecs/palettes';
import { MAX_MAIN_COLORS } from '@kcolors/core/palette';
import { expect, it } from 'vitest';
import * as limits from '../src/palette-limits.ts';

it('the limits of options are those of the functions', () => {
  expect(limits.MAX_MAIN_COLORS).toBe(MAX_MAIN_COLORS);
  expect(limits.PALETTE_FORMATS).toEqual(Object.keys(PALETTE_FILE_FORMATS));
});
