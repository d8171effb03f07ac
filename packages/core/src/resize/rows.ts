import type { PixelSource, Pixels } from '../image/pixels.ts';
import type { Axis } from '../kernels/resample.ts';
import { OPEN_ROWS, type Resampler } from './resampler.ts';

/** Progress of a resize. */
export interface ResizeProgress {
  /** Share of the rows that are done, 0 to 1, never falling. */
  readonly done: number;
}

/** Pixels between two steps. */
const STEP = 2 ** 18;

/** Resamples all rows of an image, one after the other, and writes the results. Only a few rows are in memory. */
export function* resampleRows(
  source: PixelSource,
  rows: Axis,
  resampler: Resampler,
  results: Pixels,
): Generator<ResizeProgress, void> {
  const { cells, count, length, side, spans, weights } = rows;
  const { width } = source;
  const starts = weightStarts(rows);
  let pixels = 0;
  let [first, next] = [0, 0]; // open rows of results: first ≤ row < next
  for (let cell = 0; cell < cells; cell++) {
    const top = cell * side;
    const bottom = Math.min(length, top + side);
    resampler.startCells();
    for (let y = top; y < bottom; y++) resampler.addPixels(source.view(y * width, (y + 1) * width));
    resampler.endCells(bottom - top);
    for (; next < count && spans[4 * next]! <= cell; next++) resampler.clearRow(next % OPEN_ROWS);
    for (let row = first; row < next; row++) {
      const inner = cell - spans[4 * row + 2]!;
      const weight = weights[starts[row]! + cell - spans[4 * row]!]!;
      resampler.addRow(row % OPEN_ROWS, weight, inner >= 0 && inner < spans[4 * row + 3]!);
    }
    for (; first < next && spans[4 * first]! + spans[4 * first + 1]! === cell + 1; first++) {
      const pixelsOfRow = resampler.readRow(first % OPEN_ROWS);
      results.set(pixelsOfRow, first * pixelsOfRow.length);
    }
    pixels += (bottom - top) * width;
    if (pixels < STEP) continue;
    pixels = 0;
    yield { done: bottom / length };
  }
}

/** Returns the index of the first weight of each result. */
function weightStarts({ count, spans }: Axis): Uint32Array {
  const starts = new Uint32Array(count);
  for (let i = 1; i < count; i++) starts[i] = starts[i - 1]! + spans[4 * i - 3]!;
  return starts;
}
