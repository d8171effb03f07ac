// The rate-aware remap of a row, as in src/kernels/trellis.ts.
//
// Points are 64-bit words of four i16, costs are f64.

import {
  LITERAL,
  MATCH,
  MATCH_ROWS,
  MORE_ERRORS,
  NO_ERROR,
  RUN,
  SMOOTH_WEIGHT,
  SQUARE_BITS,
} from '../src/constants';
import { nearest } from './nearest-search';
import {
  after,
  aheadOf,
  errorBytes,
  errorOf,
  findTargets,
  keepsUniform,
  modeAt,
  spread,
  startErrors,
  targetAt,
} from './trellis-errors';

const NEVER: f64 = 1e300;
const NONE: i32 = -1;

let width: u32 = 0;
let matches: u32 = 0;
let states: u32 = 0;
let continueCost: f64 = 0;
/** Of each match: rows up and pixels to the right, an i32 each. */
let up: usize = 0;
let across: usize = 0;
/** Costs, f64: of starting a run and each match, and of each color as a literal. */
let startCosts: usize = 0;
let literalCosts: usize = 0;
/** Opacity class of each palette color, a u8. */
let opacityClasses: usize = 0;

let y: u32 = 0;
let last: u32 = 0;
/** Labels of the last rows. */
let history: usize = 0;
/** Of each pixel: nearest color, color of its run, and previous state of each state, a u8 each. */
let own: usize = 0;
let runs: usize = 0;
let from: usize = 0;
/** Two f64 and two words of errors per state, and a u32 per match. */
let costs: usize = 0;
let carried: usize = 0;
let rows: usize = 0;

/** Returns the bytes of memory for rows of this width. */
export function rateBytes(rowWidth: u32, matchCount: u32): usize {
  const count = <usize>(MATCH + matchCount);
  const pixels = <usize>rowWidth;
  return 16 + 36 * count + errorBytes(rowWidth) + (MATCH_ROWS + 2 + count) * pixels;
}

/** `room`: `rateBytes` bytes. The other addresses are those of a `RatePlan`'s arrays. */
export function startRate(
  rowWidth: u32,
  matchCount: u32,
  upAt: usize,
  acrossAt: usize,
  startCostsAt: usize,
  literalCostsAt: usize,
  costToContinue: f64,
  aheadShare: i32,
  underShare: i32,
  aheadOnGradient: i32,
  underOnGradient: i32,
  keepUniform: bool,
  pointsAt: usize,
  opacityClassesAt: usize,
  room: usize,
): void {
  width = rowWidth;
  matches = matchCount;
  states = MATCH + matchCount;
  up = upAt;
  across = acrossAt;
  startCosts = startCostsAt;
  literalCosts = literalCostsAt;
  continueCost = costToContinue;
  opacityClasses = opacityClassesAt;
  y = 0;
  last = LITERAL;
  costs = room;
  carried = costs + 16 * states;
  rows = carried + 16 * states;
  const errors = (rows + 4 * states + 15) & ~15;
  startErrors(
    rowWidth,
    aheadShare,
    underShare,
    aheadOnGradient,
    underOnGradient,
    keepUniform,
    pointsAt,
    errors,
  );
  history = errors + errorBytes(rowWidth);
  own = history + MATCH_ROWS * width;
  runs = own + width;
  from = runs + width;
}

/** Labels the next row. `weights`: an f64 per square of the row. */
export function rateRow(pixels: usize, weights: usize, labels: usize): void {
  findTargets(pixels);
  traceBack(findPaths(weights), labels);
  spread(labels);

  memory.copy(history + (y % MATCH_ROWS) * width, labels, width);
  y++;
}

/** The squared length of an error, weighted by visibility. */
// @inline
function visibleError(error: v128, weight: f64): f64 {
  const pairs = i32x4.dot_i16x8_s(error, error);
  return <f64>(i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1)) * weight;
}

/** Finds the row of each match in the history; 0 if it is above the image. */
function findRows(): void {
  for (let m: usize = 0; m < <usize>matches; m++) {
    const distance = load<u32>(up + (m << 2));
    store<u32>(rows + (m << 2), distance > y ? 0 : <u32>history + ((y - distance) % MATCH_ROWS) * width);
  }
}

function findPaths(weights: usize): u32 {
  findRows();
  let before = costs;
  let now = costs + 8 * states;
  let errors = carried;
  let nextErrors = carried + 8 * states;
  for (let s: usize = 0; s < <usize>states; s++) store<f64>(before + (s << 3), NEVER);
  memory.fill(errors, 0, 8 * states);
  store<f64>(before + ((<usize>last) << 3), 0);
  let best = last;
  let cost: f64 = 0;
  let label = NONE;
  for (let x: u32 = 0; x < width; x++) {
    let weight = load<f64>(weights + ((<usize>(x >> SQUARE_BITS)) << 3));
    const point = targetAt(x);
    const mode = modeAt(x);
    if (keepsUniform && (mode === MORE_ERRORS || mode === NO_ERROR)) weight *= <f64>SMOOTH_WEIGHT;
    const share = aheadOf(mode);
    // The part of an error that is carried on: x, y and z.
    const mask = i64x2.splat(mode === NO_ERROR ? 0 : 0xffffffffffff);
    const anewPoint = after(point, v128.load64_zero(errors + ((<usize>best) << 3)), share);
    const mine = nearest(i64x2.splat(i64x2.extract_lane(anewPoint, 0))) & 255;
    store<u8>(own + x, <u8>mine);
    const opacityClass = load<u8>(opacityClasses + mine);
    const at = from + <usize>x * states;
    let error = errorOf(anewPoint, mine);
    let least = cost + load<f64>(literalCosts + ((<usize>mine) << 3)) + visibleError(error, weight);
    store<f64>(now, least);
    v128.store64_lane(nextErrors, v128.and(error, mask), 0);
    store<u8>(at, <u8>best);
    let next = LITERAL;
    let nextLabel = <i32>mine;

    const stay = load<f64>(before + 8 * RUN) + continueCost;
    const start = cost + load<f64>(startCosts);
    const goesOn = x > 0 && stay < start;
    const run = goesOn ? <i32>load<u8>(runs + x - 1) : label;
    store<u8>(at + RUN, <u8>(goesOn ? RUN : best));
    let total = NEVER;
    if (run >= 0) {
      store<u8>(runs + x, <u8>run);
      if (load<u8>(opacityClasses + <usize>run) === opacityClass) {
        const p = goesOn ? after(point, v128.load64_zero(errors + 8 * RUN), share) : anewPoint;
        error = errorOf(p, <usize>run);
        v128.store64_lane(nextErrors + 8 * RUN, v128.and(error, mask), 0);
        total = (goesOn ? stay : start) + visibleError(error, weight);
      }
      if (total < least) {
        next = RUN;
        least = total;
        nextLabel = run;
      }
    }
    store<f64>(now + 8 * RUN, total);

    for (let m: usize = 0; m < <usize>matches; m++) {
      const state = <u32>m + MATCH;
      const row = load<u32>(rows + (m << 2));
      const column = x + load<u32>(across + (m << 2)); // a negative column also exceeds the width as u32
      total = NEVER;
      if (column < width && row !== 0) {
        const color = <u32>load<u8>(<usize>row + column);
        if (load<u8>(opacityClasses + color) === opacityClass) {
          const on = load<f64>(before + ((<usize>state) << 3)) + continueCost;
          const anew = cost + load<f64>(startCosts + ((m + 1) << 3));
          const continues = on < anew;
          store<u8>(at + state, <u8>(continues ? state : best));
          const word = (<usize>state) << 3;
          const p = continues ? after(point, v128.load64_zero(errors + word), share) : anewPoint;
          error = errorOf(p, color);
          v128.store64_lane(nextErrors + word, v128.and(error, mask), 0);
          total = (continues ? on : anew) + visibleError(error, weight);
          if (total < least) {
            next = state;
            least = total;
            nextLabel = <i32>color;
          }
        }
      }
      store<f64>(now + ((<usize>state) << 3), total);
    }
    best = next;
    cost = least;
    label = nextLabel;
    let other = before;
    before = now;
    now = other;
    other = errors;
    errors = nextErrors;
    nextErrors = other;
  }
  return best;
}

function traceBack(end: u32, labels: usize): void {
  let state = end;
  for (let x: i32 = <i32>width - 1; x >= 0; x--) {
    let color: u8;
    if (state === LITERAL) color = load<u8>(own + x);
    else if (state === RUN) color = load<u8>(runs + x);
    else {
      const m = (<usize>(state - MATCH)) << 2;
      color = load<u8>(<usize>load<u32>(rows + m) + x + load<i32>(across + m));
    }
    store<u8>(labels + x, color);
    state = <u32>load<u8>(from + <usize>x * states + state);
  }
  last = end;
}
