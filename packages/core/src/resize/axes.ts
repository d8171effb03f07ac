import type { Axis } from '../kernels/resample.ts';
import { sinPi } from '../math/sine.ts';

/** Radius of the Lanczos kernel in results. */
const LOBES = 3;
/**
 * Minimum number of cells per result. With fewer, averaging pixels to cells would blur the result; more cost time and
 * change nothing that people see.
 */
const MIN_CELLS = 3;
/** A cell at the border of a lobe is outside of it, whatever rounding says. */
const ROUNDING = 1e-9;

/** Lanczos kernel of three lobes (Duchon 1979). `x` is a distance in results, from −3 to 3. */
function lanczos(x: number): number {
  if (x === 0) return 1;
  return (LOBES * sinPi(x) * sinPi(x / LOBES)) / (Math.PI * Math.PI * x * x);
}

/**
 * Returns the axis that reduces `length` pixels to `count` by the Lanczos kernel. Inner cells are those of its main
 * lobe. Strong reductions average pixels to cells first.
 */
export function lanczosAxis(length: number, count: number): Axis {
  if (length === count) return wholeAxis(length, 1);
  const ratio = length / count;
  const side = Math.max(1, Math.floor(ratio / MIN_CELLS));
  const cells = Math.ceil(length / side);
  const spans = new Uint32Array(4 * count);
  const weights: number[] = [];
  for (let result = 0; result < count; result++) {
    const center = (result + 0.5) * ratio;
    const start = Math.max(0, Math.floor((center - LOBES * ratio) / side));
    const from = weights.length;
    let sum = 0;
    let [first, inner, innerCount] = [-1, -1, 0];
    for (let cell = start; cell < cells; cell++) {
      const left = cell * side;
      const right = Math.min(length, left + side);
      const distance = ((left + right) / 2 - center) / ratio;
      if (distance > LOBES - ROUNDING) break;
      if (distance < ROUNDING - LOBES) continue;
      if (first < 0) first = cell;
      if (Math.abs(distance) < 1 - ROUNDING) {
        if (inner < 0) inner = cell;
        innerCount++;
      }
      const weight = (right - left) * lanczos(distance);
      weights.push(weight);
      sum += weight;
    }
    for (let i = from; i < weights.length; i++) weights[i]! /= sum;
    spans.set([first, weights.length - from, inner, innerCount], 4 * result);
  }
  return { length, side, cells, count, spans, weights: Float32Array.from(weights) };
}

/** Returns the axis whose results are the means of `side` whole pixels; the last one may have fewer. */
export function wholeAxis(length: number, side: number): Axis {
  const count = Math.ceil(length / side);
  const spans = new Uint32Array(4 * count);
  for (let result = 0; result < count; result++) spans.set([result, 1, result, 1], 4 * result);
  return { length, side, cells: count, count, spans, weights: new Float32Array(count).fill(1) };
}
