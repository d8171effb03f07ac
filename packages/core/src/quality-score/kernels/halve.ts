import { planeLength } from './linear.ts';

const f32 = Math.fround;

/** Writes the means of 2 × 2 values of three planes. At the right and lower edges values count twice. */
export function halve(from: Float32Array, width: number, rows: number, to: Float32Array): void {
  const fromPlane = planeLength(width * rows);
  const toPlane = planeLength(Math.ceil(width / 2) * Math.ceil(rows / 2));
  for (let channel = 0; channel < 3; channel++) {
    let at = channel * toPlane;
    for (let y = 0; y < rows; y += 2) {
      const above = channel * fromPlane + y * width;
      const below = y + 1 < rows ? above + width : above;
      for (let x = 0; x < width; x += 2) {
        const right = x + 1 < width ? x + 1 : x;
        const top = f32(from[above + x]! + from[above + right]!);
        to[at++] = f32(f32(top + from[below + x]!) + from[below + right]!) * 0.25;
      }
    }
  }
}
