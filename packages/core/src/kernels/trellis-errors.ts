import type { ToPoint } from '../color/working-space.ts';
import {
  ALL_ERRORS,
  GRADIENT,
  LIMIT,
  MAX_ERROR,
  MAX_FLAT_ERROR,
  MORE_ERRORS,
  NO_ERROR,
  OWN_ERROR,
  UNIFORM,
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
  readonly aheadOnGradients: number;
  readonly belowOnGradients: number;
  /** Whether uniform areas neither receive nor pass on error, as in flat graphics, except in gradients. */
  readonly keepsUniform: boolean;
}

/** The errors of a row, and the targets of the next one. */
interface RowErrors extends ErrorShares {
  /** Points of the palette, 4 coordinates per color. */
  readonly points: Int16Array;
  /** Errors for the current row, and for the row below: 4 numbers per pixel, with one more pixel at each end. */
  readonly errors: Int32Array[];
  readonly surroundings: Surroundings;
  /** Target points of the row, and how each pixel handles errors. */
  readonly targets: Int16Array;
  readonly errorModes: Uint8Array;
}

/** Maximum error that a pixel receives. */
export const maxErrorOf = ({ keepsUniform }: Pick<ErrorShares, 'keepsUniform'>): number =>
  keepsUniform ? MAX_FLAT_ERROR : MAX_ERROR;

/**
 * Finds the target points of a row, which are its own points plus a share of the errors above, and how each pixel
 * handles errors. Fully transparent pixels take no part, and errors of alpha are not passed on. A pixel that equals a
 * neighbor and whose color is in the palette receives no error, so that uniform areas stay uniform up to their edges.
 * Slow gradients are excluded, where this would cause banding.
 */
export function findTargets(
  { below, belowOnGradients, errors, keepsUniform, errorModes, points, surroundings, targets }: RowErrors,
  pixels: Pixels,
  search: NearestSearch,
  toPoint: ToPoint,
): void {
  const [above] = errors as [Int32Array];
  const maxError = maxErrorOf({ keepsUniform });
  markRow(surroundings, pixels, errorModes);
  for (let x = 0, i = 0; x < pixels.length; x++, i += 4) {
    const rgba = pixels[x]!;
    toPoint(rgba, targets, i);
    const mark = errorModes[x]!;
    errorModes[x] = NO_ERROR;
    if (rgba >>> 24 === 0 || (keepsUniform && (mark & (UNIFORM | GRADIENT)) === UNIFORM)) continue;
    errorModes[x] = OWN_ERROR;
    if ((mark & UNIFORM) !== 0 && (mark & GRADIENT) === 0) {
      const p = 4 * nearest(search, targets[i]!, targets[i + 1]!, targets[i + 2]!, targets[i + 3]!);
      if (
        points[p] === targets[i] &&
        points[p + 1] === targets[i + 1] &&
        points[p + 2] === targets[i + 2] &&
        points[p + 3] === targets[i + 3]
      )
        continue;
    }
    const isGradient = (mark & GRADIENT) !== 0;
    const share = isGradient ? belowOnGradients : below;
    errorModes[x] = isGradient ? MORE_ERRORS : ALL_ERRORS;
    for (let axis = 0; axis < 3; axis++) {
      const received = within((share * above[i + 4 + axis]! + 512) >> 10, maxError);
      targets[i + axis] = within(targets[i + axis]! + received, LIMIT);
    }
  }
}

const within = (value: number, limit: number): number =>
  value < -limit ? -limit : value > limit ? limit : value;

/** Share of an error that a pixel receives along its row, by its error mode. */
export const aheadOf = (
  { ahead, aheadOnGradients }: Pick<ErrorShares, 'ahead' | 'aheadOnGradients'>,
  errorModes: number,
): number => (errorModes === MORE_ERRORS ? aheadOnGradients : errorModes === ALL_ERRORS ? ahead : 0);

/** A target coordinate after an error along the row. */
export const after = (target: number, error: number, ahead: number, maxError: number): number =>
  within(target + within((error * ahead + 2 ** 14) >> 15, maxError), LIMIT);

/** Passes the errors of the chosen path to the row below, in the ratio of Floyd and Steinberg: 3, 5 and 1. */
export function spread(
  { errors, errorModes, points, targets, ...shares }: RowErrors,
  labels: Uint8Array,
): void {
  const below = errors[1]!;
  const maxError = maxErrorOf(shares);
  below.fill(0);
  for (let axis = 0; axis < 3; axis++) {
    let error = 0;
    for (let x = 0, i = axis; x < labels.length; x++, i += 4) {
      const share = aheadOf(shares, errorModes[x]!);
      const made = after(targets[i]!, error, share, maxError) - points[4 * labels[x]! + axis]!;
      error = errorModes[x] === NO_ERROR ? 0 : made;
      below[i]! += 3 * error;
      below[i + 4]! += 5 * error;
      below[i + 8]! += error;
    }
  }
  errors.reverse();
}
