import type { Plane } from './bands.ts';

/** How one channel of a level differs, summed up over its bands. */
export interface ChannelSums {
  /** Of the loss of structure, one minus SSIM. */
  losses: number;
  /** Of its fourth power: the worst places count. */
  worstLosses: number;
  /** Of the fourth power of what contrast is gained or lost. */
  contrasts: number;
  /** Places at which that was looked at. */
  places: number;
}

export const noSums = (): ChannelSums => ({ losses: 0, worstLosses: 0, contrasts: 0, places: 0 });

/** What is summed up of each cell of 2 × 2 pixels: both values, their squares, and their product. */
const SUMS = 5;
/** Rows of cells that are needed at once. */
const ROWS = 3;
/** The sums of all weights: of 4 pixels in a cell, and 1 2 1 in both directions. */
const WEIGHTS = 64;
/** Variance that cannot be seen, as in SSIM. */
const UNSEEN = 0.0009;

/** Adds what differs between two planes. */
export type Compare = (one: Plane, other: Plane, sums: ChannelSums) => void;

/**
 * What compares planes up to a width. Around each cell of 2 × 2 pixels, with weights that fall as in a Gaussian with a standard
 * deviation of 1.5, it looks at how much structure is lost (one minus SSIM; Wang, Bovik, Sheikh, Simoncelli 2004, in the form
 * of SSIMULACRA 2, where the same difference counts the same in the dark and in the light), and how much contrast is gained,
 * as by banding and noise, or lost, as by blur.
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

/** Sums up a row of cells. Where a cell is cut by an edge, its pixels count twice. */
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

/** Weighs each cell with its neighbors to the left and right. At the edges a cell is its own neighbor. */
function blurCells(cells: Float32Array, count: number, to: Float32Array): void {
  const last = SUMS * (count - 1);
  for (let i = SUMS; i < last; i++) to[i] = cells[i - SUMS]! + 2 * cells[i]! + cells[i + SUMS]!;
  for (let i = 0; i < SUMS; i++) {
    to[i] = 3 * cells[i]! + cells[Math.min(last, SUMS) + i]!;
    to[last + i] = cells[Math.max(0, last - SUMS) + i]! + 3 * cells[last + i]!;
  }
}

/** Adds what differs around a row of cells. */
function addRow(above: Float32Array, row: Float32Array, below: Float32Array, end: number, sums: ChannelSums) {
  let losses = 0;
  let worstLosses = 0;
  let contrasts = 0;
  for (let i = 0; i < end; i += SUMS) {
    const pp = above[i + 2]! + 2 * row[i + 2]! + below[i + 2]!;
    const qq = above[i + 3]! + 2 * row[i + 3]! + below[i + 3]!;
    const pq = above[i + 4]! + 2 * row[i + 4]! + below[i + 4]!;
    if (pp === qq && pp === pq) continue; // the same
    const p = (above[i]! + 2 * row[i]! + below[i]!) / WEIGHTS;
    const q = (above[i + 1]! + 2 * row[i + 1]! + below[i + 1]!) / WEIGHTS;
    const variance1 = Math.max(0, pp / WEIGHTS - p * p);
    const variance2 = Math.max(0, qq / WEIGHTS - q * q);
    const covariance = pq / WEIGHTS - p * q;
    const alike = ((1 - (p - q) * (p - q)) * (2 * covariance + UNSEEN)) / (variance1 + variance2 + UNSEEN);
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
