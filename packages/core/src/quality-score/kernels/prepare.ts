import { createBlur, REACH } from './blur.ts';
import type { Strip } from './strip.ts';

const f32 = Math.fround;

/** Writes the local means and variances of rows of a plane. */
export function prepare(
  plane: Float32Array,
  { above, below, rows, width }: Strip,
  means: Float32Array,
  variances: Float32Array,
): void {
  const all = above + rows + below;
  const { across, down, setRow, source } = createBlur(width, 2);
  for (let y = above, read = 0, to = 0; y < above + rows; y++) {
    for (; read < Math.min(all, y + REACH + 1); read++) {
      for (let x = 0; x < width; x++) {
        const value = plane[read * width + x]!;
        source[0]![REACH + x] = value;
        source[1]![REACH + x] = value * value;
      }
      across(read);
    }
    setRow(y, all);
    for (let x = 0; x < width; x++, to++) {
      const mean = down(0, x);
      means[to] = mean;
      variances[to] = down(1, x) - f32(mean * mean);
    }
  }
}
