import type { ToPoint } from '../color/working-space.ts';
import {
  LITERAL,
  MATCH,
  MATCH_ROWS,
  MORE_ERRORS,
  NO_ERROR,
  RUN,
  SMOOTH_WEIGHT,
  SQUARE_BITS,
} from '../constants.ts';
import type { Pixels } from '../image/pixels.ts';
import { type NearestSearch, nearest } from './nearest-search.ts';
import { createSurroundings, type Surroundings } from './surroundings.ts';
import { after, aheadOf, type ErrorShares, findTargets, maxErrorOf, spread } from './trellis-errors.ts';

/** Parameters of a rate-aware remap. */
export interface RatePlan extends ErrorShares {
  readonly width: number;
  /** Points of the palette, 4 coordinates per color. */
  readonly points: Int16Array;
  /**
   * Opacity class of each color: 0 transparent, 1 translucent, 2 opaque. Pixels keep the class of their nearest color.
   */
  readonly opacityClasses: Uint8Array;
  /** Of each candidate match: rows up, 1 to 4, and pixels to the right, −64 to 64. */
  readonly up: Int32Array;
  readonly across: Int32Array;
  /** Cost of starting a run of one color, then of starting each match. */
  readonly startCosts: Float64Array;
  /** Cost of each color as a literal. */
  readonly literalCosts: Float64Array;
  /** Cost of each further pixel of a match. */
  readonly continueCost: number;
}

/** State that is carried from row to row. */
export interface Trellis extends RatePlan {
  readonly states: number;
  y: number;
  /** Labels of the last rows; row y starts at (y mod MATCH_ROWS) · width. */
  readonly history: Uint8Array;
  /** Errors for the current row, and for the row below: 4 numbers per pixel, with one more pixel at each end. */
  readonly errors: Int32Array[];
  readonly surroundings: Surroundings;
  /** Of each pixel of the row: target point, error mode, nearest color, and color of the run that includes it. */
  readonly targets: Int16Array;
  readonly errorModes: Uint8Array;
  readonly nearest: Uint8Array;
  readonly runs: Uint8Array;
  /** Of each state of each pixel: the previous state on its best path. */
  readonly from: Uint8Array;
  readonly costs: Float64Array[];
  /** Errors of the best path to each state, at the last pixel and at the previous one: 3 numbers per state. */
  readonly carried: Int32Array[];
  /** Final state of the previous row. */
  last: number;
}

const NEVER = 1e300;

export function createTrellis(plan: RatePlan): Trellis {
  const { up, width } = plan;
  const states = MATCH + up.length;
  return {
    ...plan,
    states,
    y: 0,
    history: new Uint8Array(MATCH_ROWS * width),
    errors: [new Int32Array(4 * (width + 2)), new Int32Array(4 * (width + 2))],
    surroundings: createSurroundings(width),
    targets: new Int16Array(4 * width),
    errorModes: new Uint8Array(width),
    nearest: new Uint8Array(width),
    runs: new Uint8Array(width),
    from: new Uint8Array(states * width),
    costs: [new Float64Array(states), new Float64Array(states)],
    carried: [new Int32Array(3 * states), new Int32Array(3 * states)],
    last: LITERAL,
  };
}

/**
 * Labels the next row: finds the cheapest path through literals, runs of one color and matches with rows above, by A.
 * J. Viterbi's algorithm (1967, DOI 10.1109/TIT.1967.1054010). The cost of a path is its bits plus its errors, weighted
 * by visibility.
 *
 * A share of each error goes to the next pixel and to the row below, as in error diffusion. Each path carries its own
 * errors, as the survivors of R. Raheli, A. Polydoros and C. Tzou do ("Per-survivor processing", IEEE Transactions on
 * Communications 43, 1995).
 */
export function trellisRow(
  trellis: Trellis,
  pixels: Pixels,
  weights: Float64Array,
  labels: Uint8Array,
  search: NearestSearch,
  toPoint: ToPoint,
): void {
  findTargets(trellis, pixels, search, toPoint);
  traceBack(trellis, findPaths(trellis, weights, search), labels);
  spread(trellis, labels);
  trellis.history.set(labels, (trellis.y % MATCH_ROWS) * trellis.width);
  trellis.y++;
}

/** Finds the cheapest path to each state of each pixel. Returns the best final state. */
function findPaths(trellis: Trellis, weights: Float64Array, search: NearestSearch): number {
  const {
    across,
    startCosts,
    from,
    continueCost,
    history,
    keepsUniform,
    opacityClasses,
    literalCosts,
    errorModes,
    points,
    runs,
    states,
    up,
    targets,
    width,
    y,
  } = trellis;
  const maxError = maxErrorOf(trellis);
  let [before, now] = trellis.costs as [Float64Array, Float64Array];
  let [carried, carries] = trellis.carried as [Int32Array, Int32Array];
  before.fill(NEVER);
  before[trellis.last] = 0;
  carried.fill(0);
  let best = trellis.last;
  let cost = 0;
  let label = -1; // none before the first pixel
  for (let x = 0, i = 0; x < width; x++, i += 4) {
    const isSmooth = keepsUniform && (errorModes[x] === MORE_ERRORS || errorModes[x] === NO_ERROR);
    const weight = (isSmooth ? SMOOTH_WEIGHT : 1) * weights[x >> SQUARE_BITS]!;
    const share = aheadOf(trellis, errorModes[x]!);
    const gives = errorModes[x] !== NO_ERROR;
    /** Returns the weighted error of a color after a state, and stores the error that the next state carries on. */
    const errorCost = (state: number, color: number, to: number): number => {
      const p = 4 * color;
      const e = after(targets[i]!, carried[3 * state]!, share, maxError) - points[p]!;
      const f = after(targets[i + 1]!, carried[3 * state + 1]!, share, maxError) - points[p + 1]!;
      const g = after(targets[i + 2]!, carried[3 * state + 2]!, share, maxError) - points[p + 2]!;
      const h = targets[i + 3]! - points[p + 3]!;
      carries[3 * to] = gives ? e : 0;
      carries[3 * to + 1] = gives ? f : 0;
      carries[3 * to + 2] = gives ? g : 0;
      return (e * e + f * f + g * g + h * h) * weight;
    };
    const a = after(targets[i]!, carried[3 * best]!, share, maxError);
    const b = after(targets[i + 1]!, carried[3 * best + 1]!, share, maxError);
    const c = after(targets[i + 2]!, carried[3 * best + 2]!, share, maxError);
    const own = nearest(search, a, b, c, targets[i + 3]!);
    trellis.nearest[x] = own;
    const opacityClass = opacityClasses[own]!;
    const at = x * states;
    now[LITERAL] = cost + literalCosts[own]! + errorCost(best, own, LITERAL);
    from[at] = best;
    let next = LITERAL;
    let least = now[LITERAL]!;
    let nextLabel = own;

    const stay = before[RUN]! + continueCost;
    const start = cost + startCosts[0]!;
    const goesOn = x > 0 && stay < start;
    const run = goesOn ? runs[x - 1]! : label;
    const beforeRun = goesOn ? RUN : best;
    from[at + RUN] = beforeRun;
    now[RUN] = NEVER;
    if (run >= 0) {
      runs[x] = run;
      if (opacityClasses[run] === opacityClass)
        now[RUN] = (goesOn ? stay : start) + errorCost(beforeRun, run, RUN);
      if (now[RUN]! < least) {
        next = RUN;
        least = now[RUN]!;
        nextLabel = run;
      }
    }
    for (let m = 0; m < up.length; m++) {
      const state = MATCH + m;
      const column = x + across[m]!;
      now[state] = NEVER;
      if (up[m]! > y || column < 0 || column >= width) continue;
      const color = history[((y - up[m]!) % MATCH_ROWS) * width + column]!;
      if (opacityClasses[color] !== opacityClass) continue;
      const on = before[state]! + continueCost;
      const anew = cost + startCosts[1 + m]!;
      const beforeMatch = on < anew ? state : best;
      from[at + state] = beforeMatch;
      const total = (on < anew ? on : anew) + errorCost(beforeMatch, color, state);
      now[state] = total;
      if (total < least) {
        next = state;
        least = total;
        nextLabel = color;
      }
    }
    best = next;
    cost = least;
    label = nextLabel;
    [before, now] = [now, before];
    [carried, carries] = [carries, carried];
  }
  return best;
}

/** Follows the cheapest path back and writes its labels. */
function traceBack(trellis: Trellis, end: number, labels: Uint8Array): void {
  const { across, from, history, runs, states, up, width, y } = trellis;
  let state = end;
  for (let x = width - 1; x >= 0; x--) {
    if (state === LITERAL) labels[x] = trellis.nearest[x]!;
    else if (state === RUN) labels[x] = runs[x]!;
    else {
      const m = state - MATCH;
      labels[x] = history[((y - up[m]!) % MATCH_ROWS) * width + x + across[m]!]!;
    }
    state = from[x * states + state]!;
  }
  trellis.last = end;
}
