// Means and variances of an original, as in src/quality-score/kernels/prepare.ts.

import { blurAcross, blurDown, inside, mark, REACH, SEGMENT, setRow, sourceAt, startBlur } from './blur';

/** Writes the local means and variances of rows of a plane. Writes up to 12 bytes beyond the end. */
export function prepare(
  plane: usize,
  width: u32,
  above: u32,
  rows: u32,
  below: u32,
  means: usize,
  variances: usize,
  room: usize,
): void {
  const row: usize = (<usize>width) << 2;
  const all = above + rows + below;
  startBlur(room, width);
  for (let segment: usize = 0; segment * SEGMENT < row; segment++) mark(segment, true);
  for (let y = above, read: u32 = 0; y < above + rows; y++, means += row, variances += row) {
    for (; read < min(all, y + REACH + 1); read++, plane += row) {
      for (let x: usize = 0; x < row; x += 16) {
        const value = v128.and(v128.load(plane + x), inside(x, row));
        v128.store(sourceAt(0, x), value);
        v128.store(sourceAt(1, x), f32x4.mul(value, value));
      }
      blurAcross(read, 2);
    }
    setRow(y, all);
    for (let x: usize = 0; x < row; x += 16) {
      const mean = blurDown(0, x);
      v128.store(means + x, mean);
      v128.store(variances + x, f32x4.sub(blurDown(1, x), f32x4.mul(mean, mean)));
    }
  }
}
