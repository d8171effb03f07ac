import { damaged } from '../errors.ts';

/**
 * Reverses the filter of one row in place (PNG specification, 9).
 * @param row - filtered samples without the filter byte
 * @param above - samples of the previous row; all zero for the first row
 * @param step - bytes per pixel, at least 1
 */
export function unfilterRow(filter: number, row: Uint8Array, above: Uint8Array, step: number): void {
  const { length } = row;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let i = step; i < length; i++) row[i]! += row[i - step]!;
      return;
    case 2:
      for (let i = 0; i < length; i++) row[i]! += above[i]!;
      return;
    case 3:
      for (let i = 0; i < length; i++) row[i]! += ((i < step ? 0 : row[i - step]!) + above[i]!) >> 1;
      return;
    case 4:
      unfilterPaeth(row, above, step);
      return;
    default:
      throw damaged(`Expected a PNG filter from 0 to 4 but found ${filter}: the image data is damaged.`);
  }
}

function unfilterPaeth(row: Uint8Array, above: Uint8Array, step: number): void {
  const first = Math.min(step, row.length);
  for (let i = 0; i < first; i++) row[i]! += above[i]!;
  for (let i = step; i < row.length; i++) {
    const a = row[i - step]!;
    const b = above[i]!;
    const c = above[i - step]!;
    const toA = Math.abs(b - c);
    const toB = Math.abs(a - c);
    const toC = Math.abs(a + b - 2 * c);
    row[i]! += toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
  }
}
