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

/** Shares of an error that neighbors receive. */
export interface ErrorShares {
  /** Share that the next pixel of the row receives, in 32,768ths. */
  readonly ahead: number;
  /** Share that the row below receives, in 1,024ths of a ninth. */
  readonly below: number;
  /** The same shares for gradients. */
  readonly aheadOnSlopes: number;
  readonly belowOnSlopes: number;
  /** Whether uniform areas neither receive nor pass on error, as in flat graphics, except in gradients. */
  readonly keepsEven: boolean;
}

/** The errors of a row, and the targets of the next one. */
interface RowErrors extends ErrorShares {
  /** Points of the palette, 4 coordinates per color. */
  readonly points: Int16Array;
  /** Errors for the current row, and for the row below: 4 numbers per pixel, with one more pixel at each end. */
  readonly errors: Int32Array[];
  readonly surroundings: Surroundings;
  /** Target points of the row, and how each pixel handles errors. */
  readonly wanted: Int16Array;
  readonly passes: Uint8Array;
}

/** Maximum error that a pixel receives. */
export const reachOf = ({ keepsEven }: Pick<ErrorShares, 'keepsEven'>): number =>
  keepsEven ? FLAT_ERROR_REACH : ERROR_REACH;

/**
 * Finds the target points of a row, which are its own points plus a share of the errors above, and how each pixel
 * handles errors. Fully transparent pixels take no part, and errors of alpha are not passed on. A pixel that equals a
 * neighbor and whose color is in the palette receives no error, so that uniform areas stay uniform up to their edges.
 * Slow gradients are excluded, where this would cause banding.
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

/** Share of an error that a pixel receives along its row, by its error mode. */
export const aheadOf = (
  { ahead, aheadOnSlopes }: Pick<ErrorShares, 'ahead' | 'aheadOnSlopes'>,
  passes: number,
): number => (passes === MORE_ERRORS ? aheadOnSlopes : passes === ALL_ERRORS ? ahead : 0);

/** A target coordinate after an error along the row. */
export const after = (wanted: number, error: number, ahead: number, reach: number): number =>
  within(wanted + within((error * ahead + 2 ** 14) >> 15, reach), LIMIT);

/** Passes the errors of the chosen path to the row below, in the ratio of Floyd and Steinberg: 3, 5 and 1. */
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
