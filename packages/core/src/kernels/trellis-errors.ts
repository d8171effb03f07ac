import type { ToPoint } from '../color/working-space.ts';
import {
  ALL_ERRORS,
  ERROR_REACH,
  EVEN,
  FLAT_ERROR_REACH,
  LIMIT,
  MORE_ERRORS,
  NO_ERROR,
  OWN_ERROR,
  SLOPE,
} from '../constants.ts';
import type { Pixels } from '../image/pixels.ts';
import { type NearestSearch, nearest } from './nearest-search.ts';
import { markRow, type Surroundings } from './surroundings.ts';

/** How errors go from pixel to pixel. */
export interface ErrorShares {
  /** Share of an error that the next pixel of the row receives, in 32,768ths. */
  readonly ahead: number;
  /** Share of an error that the row below receives, in 1,024ths of a ninth. */
  readonly below: number;
  /** The same shares for pixels of slopes. */
  readonly aheadOnSlopes: number;
  readonly belowOnSlopes: number;
  /** Whether even areas neither receive errors nor give any: in flat graphics, but for their gradients. */
  readonly keepsEven: boolean;
}

/** The errors of a row, and what they make of the next one. */
interface RowErrors extends ErrorShares {
  /** Points of the palette, 4 coordinates a color. */
  readonly points: Int16Array;
  /** Errors for the row below, and for the one after it is swapped in: 4 a pixel, one pixel more at each end. */
  readonly errors: Int32Array[];
  readonly surroundings: Surroundings;
  /** The points that the row should have, and what each pixel does with errors. */
  readonly wanted: Int16Array;
  readonly passes: Uint8Array;
}

/** The most error that a pixel receives. */
export const reachOf = ({ keepsEven }: Pick<ErrorShares, 'keepsEven'>): number =>
  keepsEven ? FLAT_ERROR_REACH : ERROR_REACH;

/**
 * The points that the row should have: its own, and a part of the errors above; and which errors pass. Fully transparent pixels
 * take no part, and errors of alpha are not passed on. A pixel like one beside it whose color is in the palette receives nothing, so that even areas stay even up to their
 * edges; but in slow gradients that would make bands.
 */
export function want(
  { below, belowOnSlopes, errors, keepsEven, passes, points, surroundings, wanted }: RowErrors,
  pixels: Pixels,
  search: NearestSearch,
  toPoint: ToPoint,
): void {
  const [above] = errors as [Int32Array];
  const reach = reachOf({ keepsEven });
  markRow(surroundings, pixels, passes);
  for (let x = 0, i = 0; x < pixels.length; x++, i += 4) {
    const rgba = pixels[x]!;
    toPoint(rgba, wanted, i);
    const mark = passes[x]!;
    passes[x] = NO_ERROR;
    if (rgba >>> 24 === 0 || (keepsEven && (mark & (EVEN | SLOPE)) === EVEN)) continue;
    passes[x] = OWN_ERROR;
    if ((mark & EVEN) !== 0 && (mark & SLOPE) === 0) {
      const p = 4 * nearest(search, wanted[i]!, wanted[i + 1]!, wanted[i + 2]!, wanted[i + 3]!);
      if (
        points[p] === wanted[i] &&
        points[p + 1] === wanted[i + 1] &&
        points[p + 2] === wanted[i + 2] &&
        points[p + 3] === wanted[i + 3]
      )
        continue;
    }
    const isSlope = (mark & SLOPE) !== 0;
    const share = isSlope ? belowOnSlopes : below;
    passes[x] = isSlope ? MORE_ERRORS : ALL_ERRORS;
    for (let axis = 0; axis < 3; axis++) {
      const received = within((share * above[i + 4 + axis]! + 512) >> 10, reach);
      wanted[i + axis] = within(wanted[i + axis]! + received, LIMIT);
    }
  }
}

const within = (value: number, limit: number): number =>
  value < -limit ? -limit : value > limit ? limit : value;

/** The share of an error that a pixel receives along its row, by what it does with errors. */
export const aheadOf = (
  { ahead, aheadOnSlopes }: Pick<ErrorShares, 'ahead' | 'aheadOnSlopes'>,
  passes: number,
): number => (passes === MORE_ERRORS ? aheadOnSlopes : passes === ALL_ERRORS ? ahead : 0);

/** A coordinate that a pixel should have, after an error along its row. */
export const after = (wanted: number, error: number, ahead: number, reach: number): number =>
  within(wanted + within((error * ahead + 2 ** 14) >> 15, reach), LIMIT);

/** Gives the errors of the way that was chosen to the row below, in the shares of Floyd and Steinberg: 3, 5 and 1. */
export function spread({ errors, passes, points, wanted, ...shares }: RowErrors, labels: Uint8Array): void {
  const below = errors[1]!;
  const reach = reachOf(shares);
  below.fill(0);
  for (let axis = 0; axis < 3; axis++) {
    let error = 0;
    for (let x = 0, i = axis; x < labels.length; x++, i += 4) {
      const share = aheadOf(shares, passes[x]!);
      const made = after(wanted[i]!, error, share, reach) - points[4 * labels[x]! + axis]!;
      error = passes[x] === NO_ERROR ? 0 : made;
      below[i]! += 3 * error;
      below[i + 4]! += 5 * error;
      below[i + 8]! += error;
    }
  }
  errors.reverse();
}
