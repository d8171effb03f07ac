import type { RgbaImage } from '@kcolors/core';
import { over } from './pixels.ts';

/** Side of the areas whose means are compared. Dithering cancels within them. */
const AREA = 8;
/** Side of a block in areas. */
const BLOCK = 8;
const GRAY = 255;

/** Returns the center and the error of the block whose area means differ most from the original. */
export function worstBlock(original: RgbaImage, made: RgbaImage): { x: number; y: number; error: number } {
  const { width, height } = original;
  const [a, b] = [over(original, GRAY), over(made, GRAY)];
  const [columns, rows] = [Math.floor(width / AREA), Math.floor(height / AREA)];
  const errors = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      errors[row * columns + column] = areaError(a, b, width, column * AREA, row * AREA);
    }
  }
  let worst = { x: width / 2, y: height / 2, error: 0 };
  for (let row = 0; row + BLOCK <= rows; row++) {
    for (let column = 0; column + BLOCK <= columns; column++) {
      let error = 0;
      for (let j = 0; j < BLOCK; j++) {
        for (let i = 0; i < BLOCK; i++) error += errors[(row + j) * columns + column + i]!;
      }
      if (error > worst.error) {
        worst = { x: (column + BLOCK / 2) * AREA, y: (row + BLOCK / 2) * AREA, error };
      }
    }
  }
  return worst;
}

/** Returns the squared difference of an area's mean colors. */
function areaError(a: Uint8Array, b: Uint8Array, width: number, left: number, top: number): number {
  let error = 0;
  for (let channel = 0; channel < 3; channel++) {
    let sum = 0;
    for (let y = top; y < top + AREA; y++) {
      for (let x = left; x < left + AREA; x++) {
        const at = 3 * (y * width + x) + channel;
        sum += a[at]! - b[at]!;
      }
    }
    error += (sum / (AREA * AREA)) ** 2;
  }
  return error;
}
