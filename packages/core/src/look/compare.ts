import type { Planes } from './bands.ts';

/** What differs on one level, summed up over its bands. */
export interface LevelSums {
  /** Of the squared distances of colors. */
  squares: number;
  pixels: number;
  /** Of the fourth powers of the loss of structure. */
  losses: number;
  blocks: number;
}

export const noSums = (): LevelSums => ({ squares: 0, pixels: 0, losses: 0, blocks: 0 });

const BLOCK = 4;
/** A difference of mean lightness at which nothing of a block is alike, squared. */
const FAR_SQ = 400;
/** Variance of lightness below which structure cannot be seen (times 2, as in SSIM). */
const UNSEEN = 0.3;

/**
 * Adds what differs between two pictures of a level: the distance of colors, and how much structure of lightness is lost
 * in blocks of 4 × 4 (one minus SSIM; Wang, Bovik, Sheikh, Simoncelli 2004), of fewer at the right and lower edge.
 */
export function addLevel(one: Planes, other: Planes, sums: LevelSums): void {
  const { height, width } = one;
  for (let y = 0; y < height; y += BLOCK) {
    const rows = Math.min(BLOCK, height - y);
    for (let x = 0; x < width; x += BLOCK)
      addBlock(one, other, y * width + x, rows, Math.min(BLOCK, width - x), sums);
  }
  sums.pixels += width * height;
}

function addBlock(
  { width, lightness: l1, a: a1, b: b1 }: Planes,
  { lightness: l2, a: a2, b: b2 }: Planes,
  from: number,
  rows: number,
  columns: number,
  sums: LevelSums,
): void {
  let squares = 0;
  let sum1 = 0;
  let sum2 = 0;
  let square1 = 0;
  let square2 = 0;
  let product = 0;
  // Around the first pixel, so that little is lost where squares are large and variances small.
  const origin = l1[from]!;
  for (let y = 0, row = from; y < rows; y++, row += width) {
    for (let i = row; i < row + columns; i++) {
      const p = l1[i]! - origin;
      const q = l2[i]! - origin;
      const da = a1[i]! - a2[i]!;
      const db = b1[i]! - b2[i]!;
      squares += (p - q) * (p - q) + da * da + db * db;
      sum1 += p;
      sum2 += q;
      square1 += p * p;
      square2 += q * q;
      product += p * q;
    }
  }
  sums.squares += squares;
  sums.blocks++;
  if (squares === 0) return;
  const n = rows * columns;
  const mean1 = sum1 / n;
  const mean2 = sum2 / n;
  const variances = square1 / n - mean1 * mean1 + square2 / n - mean2 * mean2;
  const covariance = product / n - mean1 * mean2;
  const apart = ((mean1 - mean2) * (mean1 - mean2)) / FAR_SQ;
  const alike = apart < 1 ? ((1 - apart) * (2 * covariance + UNSEEN)) / (variances + UNSEEN) : 0;
  const loss = alike < 1 ? 1 - alike : 0;
  sums.losses += loss * loss * loss * loss;
}
