import type { Plane } from './bands.ts';

/** Differences in one channel of a level, summed over all bands. */
export interface ChannelSums {
  /** Sum of the structural losses, 1 − SSIM. */
  losses: number;
  /** Sum of their fourth powers, in which the worst places dominate. */
  worstLosses: number;
  /** Sum of the fourth powers of the contrast that is gained or lost. */
  contrasts: number;
  /** Number of compared places. */
  places: number;
}

export const emptySums = (): ChannelSums => ({ losses: 0, worstLosses: 0, contrasts: 0, places: 0 });

/** Sums per cell of 2 × 2 pixels: both values, their squares, and their product. */
const SUMS = 5;
/** Rows of cells in memory at once. */
const ROWS = 3;
/** Sum of all weights: 4 pixels per cell, and 1 2 1 in both directions. */
const WEIGHTS = 64;
/** Stabilizes the ratio where variance is too low to be visible, as C2 in SSIM. */
const STABILIZER = 0.0009;

/** Adds the differences of two planes to `sums`. */
export type Compare = (one: Plane, other: Plane, sums: ChannelSums) => void;

/**
 * Returns a function that compares planes up to `width`. Around each cell of 2 × 2 pixels it measures the structural
 * loss and the change of contrast. The weights approximate a Gaussian with a standard deviation of 1.5.
 *
 * The loss is 1 − SSIM (Wang, Bovik, Sheikh, Simoncelli 2004). In this form, that of SSIMULACRA 2, a difference counts
 * the same in dark and light areas. Banding and noise add contrast; blur removes it.
 */
export function createCompare(width: number): Compare {
  const rows = Array.from({ length: ROWS }, () => new Float32Array(SUMS * cellsOf(width)));
  const cells = new Float32Array(SUMS * cellsOf(width));
  return (one, other, sums) => {
    const height = cellsOf(one.height);
    const row = (y: number) => rows[y % ROWS]!;
    const fill = (y: number) => {
      sumCells(one, other, y, cells);
      blurCells(cells, cellsOf(one.width), row(y));
    };
    if (height > 0) fill(0);
    for (let y = 0; y < height; y++) {
      if (y + 1 < height) fill(y + 1);
      addRow(
        row(Math.max(0, y - 1)),
        row(y),
        row(Math.min(height - 1, y + 1)),
        SUMS * cellsOf(one.width),
        sums,
      );
    }
  };
}

const cellsOf = (pixels: number): number => (pixels + 1) >> 1;

/** Sums a row of cells. Pixels of a cell that the edge cuts count twice. */
function sumCells(one: Plane, other: Plane, y: number, cells: Float32Array): void {
  const { values: p, width } = one;
  const { values: q } = other;
  const row = 2 * y * width;
  const down = 2 * y + 1 < one.height ? width : 0;
  for (let x = 0, to = 0; x < width; x += 2, to += SUMS) {
    const i = row + x;
    const right = x + 1 < width ? 1 : 0;
    const p1 = p[i]!;
    const p2 = p[i + right]!;
    const p3 = p[i + down]!;
    const p4 = p[i + down + right]!;
    const q1 = q[i]!;
    const q2 = q[i + right]!;
    const q3 = q[i + down]!;
    const q4 = q[i + down + right]!;
    cells[to] = p1 + p2 + p3 + p4;
    cells[to + 1] = q1 + q2 + q3 + q4;
    cells[to + 2] = p1 * p1 + p2 * p2 + p3 * p3 + p4 * p4;
    cells[to + 3] = q1 * q1 + q2 * q2 + q3 * q3 + q4 * q4;
    cells[to + 4] = p1 * q1 + p2 * q2 + p3 * q3 + p4 * q4;
  }
}

/** Blurs a row of cells with weights 1 2 1. At the edges a cell is its own neighbor. */
function blurCells(cells: Float32Array, count: number, to: Float32Array): void {
  const last = SUMS * (count - 1);
  for (let i = SUMS; i < last; i++) to[i] = cells[i - SUMS]! + 2 * cells[i]! + cells[i + SUMS]!;
  for (let i = 0; i < SUMS; i++) {
    to[i] = 3 * cells[i]! + cells[Math.min(last, SUMS) + i]!;
    to[last + i] = cells[Math.max(0, last - SUMS) + i]! + 3 * cells[last + i]!;
  }
}

/** Adds the differences of one row of cells. */
function addRow(above: Float32Array, row: Float32Array, below: Float32Array, end: number, sums: ChannelSums) {
  let losses = 0;
  let worstLosses = 0;
  let contrasts = 0;
  for (let i = 0; i < end; i += SUMS) {
    const pp = above[i + 2]! + 2 * row[i + 2]! + below[i + 2]!;
    const qq = above[i + 3]! + 2 * row[i + 3]! + below[i + 3]!;
    const pq = above[i + 4]! + 2 * row[i + 4]! + below[i + 4]!;
    if (pp === qq && pp === pq) continue; // equal
    const p = (above[i]! + 2 * row[i]! + below[i]!) / WEIGHTS;
    const q = (above[i + 1]! + 2 * row[i + 1]! + below[i + 1]!) / WEIGHTS;
    const variance1 = Math.max(0, pp / WEIGHTS - p * p);
    const variance2 = Math.max(0, qq / WEIGHTS - q * q);
    const covariance = pq / WEIGHTS - p * q;
    const alike =
      ((1 - (p - q) * (p - q)) * (2 * covariance + STABILIZER)) / (variance1 + variance2 + STABILIZER);
    const loss = alike < 1 ? 1 - alike : 0;
    const contrast = Math.sqrt(variance1) - Math.sqrt(variance2);
    losses += loss;
    worstLosses += loss * loss * (loss * loss);
    contrasts += contrast * contrast * (contrast * contrast);
  }
  sums.losses += losses;
  sums.worstLosses += worstLosses;
  sums.contrasts += contrasts;
  sums.places += end / SUMS;
}
