import { COLOR_BINS } from '../kernels/importance.ts';
import { distinctness } from './distinctness.ts';

/** A group of similar colors with few pixels, far from all others. */
export interface RareColors {
  readonly bins: readonly number[];
  readonly pixels: number;
}

/** Side of a cell, in units of `distinctness`. */
const SIDE = 2.5;
/** Smallest coordinates and number of cells in each direction: all sRGB colors, and a margin of two cells. */
const FIRST = [-22.5, -5, -32.5];
const CELLS = [25, 25, 32] as const;
const STEPS = [CELLS[1] * CELLS[2], CELLS[2], 1] as const;
/** Minimum number of pixels of a group, and its maximum share of all pixels. */
const MIN_PIXELS = 8;
const MAX_SHARE = 0.02;
/** Maximum ratio of the pixels in the shell around a group to its own. The shell holds blends along its edges. */
const BLENDS = 1.5;
const MAX_GROUPS = 24;

/**
 * Returns groups of colors that are local maxima of frequency with hardly any other colors around: those of signs.
 *
 * @param counts returns the number of visible pixels in a bin.
 * @param pixels number of visible pixels.
 */
export function rareColors(counts: (bin: number) => number, pixels: number): RareColors[] {
  const cells = new Float64Array(CELLS[0] * STEPS[0]);
  const binsOf = new Map<number, number[]>();
  for (let bin = 0; bin < COLOR_BINS; bin++) {
    const count = counts(bin);
    if (count === 0) continue;
    const cell = cellOf(bin);
    cells[cell]! += count;
    const bins = binsOf.get(cell);
    if (bins) bins.push(bin);
    else binsOf.set(cell, [bin]);
  }
  const maxPixels = MAX_SHARE * pixels;
  const groups: RareColors[] = [];
  for (const cell of binsOf.keys()) {
    const own = cells[cell]!;
    if (own < MIN_PIXELS / 2 || own > maxPixels) continue;
    if (cells[cell + 1]! > own || cells[cell - 1]! > own) continue; // only for speed
    let near = 0;
    let isPeak = true;
    visitAround(cell, 1, (other) => {
      near += cells[other]!;
      if (cells[other]! > own || (cells[other] === own && other < cell)) isPeak = false;
    });
    if (!isPeak || near < MIN_PIXELS || near > maxPixels) continue;
    let around = 0;
    visitAround(cell, 2, (other) => {
      around += cells[other]!;
    });
    if (around - near > BLENDS * near) continue;
    const bins: number[] = [];
    visitAround(cell, 1, (other) => {
      bins.push(...(binsOf.get(other) ?? []));
    });
    groups.push({ bins, pixels: near });
  }
  return groups.sort((a, b) => b.pixels - a.pixels || a.bins[0]! - b.bins[0]!).slice(0, MAX_GROUPS);
}

const place = new Float64Array(3);
/** Cache of the cell of each bin, plus one; 0: not computed yet. */
const known = new Uint16Array(COLOR_BINS);

/** The cell of the center of a bin. */
function cellOf(bin: number): number {
  if (known[bin] === 0) known[bin] = 1 + findCell(bin);
  return known[bin]! - 1;
}

function findCell(bin: number): number {
  const middle = (shift: number) => 8 * ((bin >> shift) & 31) + 4;
  distinctness(middle(10), middle(5), middle(0), place);
  let cell = 0;
  for (let axis = 0; axis < 3; axis++)
    cell += STEPS[axis]! * Math.floor((place[axis]! - FIRST[axis]!) / SIDE);
  return cell;
}

function visitAround(cell: number, reach: number, visit: (cell: number) => void): void {
  for (let x = -reach; x <= reach; x++)
    for (let y = -reach; y <= reach; y++)
      for (let z = -reach; z <= reach; z++) visit(cell + x * STEPS[0] + y * STEPS[1] + z);
}
