// Half sizes of planes, as in src/quality-score/kernels/halve.ts.

import { planeBytes } from './linear';

/** Writes the means of 2 × 2 values of three planes to three planes. */
export function halve(from: usize, width: u32, rows: u32, to: usize): void {
  const row: usize = (<usize>width) << 2;
  const fromPlane = planeBytes(width * rows);
  const toPlane = planeBytes(((width + 1) >> 1) * ((rows + 1) >> 1));
  for (let channel = 0; channel < 3; channel++, from += fromPlane, to += toPlane) {
    let target = to;
    let above = from;
    for (let y: u32 = 0; y < rows; y += 2, above += 2 * row) {
      target = halveRow(above, y + 1 < rows ? above + row : above, width, target);
    }
  }
}

/** Returns the end of the row that it writes. */
function halveRow(above: usize, below: usize, width: u32, to: usize): usize {
  let x: u32 = 0;
  for (; x + 8 <= width; x += 8, above += 32, below += 32, to += 16) {
    const a = v128.load(above);
    const b = v128.load(above, 16);
    const c = v128.load(below);
    const d = v128.load(below, 16);
    const top = f32x4.add(v128.shuffle<f32>(a, b, 0, 2, 4, 6), v128.shuffle<f32>(a, b, 1, 3, 5, 7));
    const three = f32x4.add(top, v128.shuffle<f32>(c, d, 0, 2, 4, 6));
    const sum = f32x4.add(three, v128.shuffle<f32>(c, d, 1, 3, 5, 7));
    v128.store(to, f32x4.mul(sum, f32x4.splat(0.25)));
  }
  for (; x < width; x += 2, above += 8, below += 8, to += 4) {
    const right: usize = x + 1 < width ? 4 : 0;
    const sum: f32 =
      load<f32>(above) + load<f32>(above + right) + load<f32>(below) + load<f32>(below + right);
    store<f32>(to, sum * 0.25);
  }
  return to;
}
