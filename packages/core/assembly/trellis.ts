// The rate-aware remap of a row, as in src/kernels/trellis.ts, two matches at a time.
//
// Points are 64-bit words of four i16, costs are f64. A vector holds those of two matches.

import { LITERAL, MATCH, MORE_ERRORS, NO_ERROR, RUN, SMOOTH_WEIGHT, SQUARE_BITS } from '../src/constants';
import { nearest } from './nearest-search';
import {
  colorAt,
  hasOneClass,
  historyBytes,
  indexAt,
  OUTSIDE,
  opacityClassesOf,
  pointsOf,
  remember,
  rowAbove,
  setColors,
  startHistory,
} from './trellis-colors';
import {
  after,
  aheadOf,
  errorBytes,
  findTargets,
  keepsUniform,
  maxErrorAt,
  minErrorAt,
  modeAt,
  spread,
  startErrors,
  targetAt,
} from './trellis-errors';

const NEVER: f64 = 1e300;
let width: u32 = 0;
/** Number of matches. An odd number is made even by a second copy of the last match, which changes no minimum. */
let matches: u32 = 0;
let states: u32 = 0;
let continueCost: f64 = 0;
/** Of each match: rows up and pixels to the right, an i32 each. */
let up: usize = 0;
let across: usize = 0;
/** Costs, f64: of starting a run, then of starting each match. */
let startCosts: usize = 0;
/** Cost of each color as a literal, f64. */
let literalCosts: usize = 0;

let y: u32 = 0;
let last: u32 = 0;
/** Colors of each pixel: the nearest, and that of its run. */
let own: usize = 0;
let runs: usize = 0;
/** Where each state finds the color of the first pixel, a u32 each. */
let sources: usize = 0;
/** Of each pixel, a u64: bit s is set if state s continues the same state of the pixel before it. */
let continued: usize = 0;
/** Best state of the pixel before each pixel, a u8. */
let previous: usize = 0;
/** Two f64 and two words of errors per state. */
let costs: usize = 0;
let carried: usize = 0;

function evenNumber(count: u32): u32 {
  return (count + 1) & ~1;
}

/** Returns the bytes of memory for rows of this width. */
export function rateBytes(rowWidth: u32, matchCount: u32): usize {
  const count = <usize>evenNumber(matchCount);
  const ofStates = (32 + 8 + 12) * (MATCH + count);
  return 32 + ofStates + errorBytes(rowWidth) + historyBytes(rowWidth) + 41 * <usize>rowWidth;
}

/**
 * `room`: `rateBytes` bytes. The other addresses are those of a `RatePlan`'s arrays.
 *
 * @param colorCount number of palette colors.
 */
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
  colorCount: u32,
  room: usize,
): void {
  width = rowWidth;
  matches = evenNumber(matchCount);
  states = MATCH + matches;
  literalCosts = literalCostsAt;
  continueCost = costToContinue;
  y = 0;
  last = LITERAL;
  setColors(pointsAt, opacityClassesAt, colorCount);

  const errors = (room + 15) & ~15;
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
  own = (errors + errorBytes(rowWidth) + 15) & ~15;
  runs = own + 16 * width;
  const history = runs + 16 * width;
  startHistory(width, history);
  continued = history + historyBytes(width);
  costs = continued + 8 * width;
  carried = costs + 16 * states;
  startCosts = carried + 16 * states;
  up = startCosts + 8 * states;
  across = up + 4 * states;
  sources = across + 4 * states;
  previous = sources + 4 * states;

  memory.copy(startCosts, startCostsAt, 8 * (1 + matchCount));
  memory.copy(up, upAt, 4 * matchCount);
  memory.copy(across, acrossAt, 4 * matchCount);
  if (matches > matchCount) {
    const m = <usize>matchCount;
    store<f64>(startCosts + ((m + 1) << 3), load<f64>(startCosts + (m << 3)));
    store<u32>(up + (m << 2), load<u32>(up + ((m - 1) << 2)));
    store<u32>(across + (m << 2), load<u32>(across + ((m - 1) << 2)));
  }
}

/** Labels the next row. `weights`: an f64 per square of the row. */
export function rateRow(pixels: usize, weights: usize, labels: usize): void {
  findTargets(pixels);
  findSources();
  traceBack(findPaths(weights), labels);
  spread(labels);
  remember(y, labels);
  y++;
}

function findSources(): void {
  store<u32>(sources, <u32>own, 4 * LITERAL);
  store<u32>(sources, <u32>runs, 4 * RUN);
  for (let m: usize = 0; m < <usize>matches; m++) {
    const row = rowAbove(y, load<u32>(up + (m << 2)));
    store<u32>(sources + (m << 2), <u32>row + 16 * load<i32>(across + (m << 2)), 4 * MATCH);
  }
}

/** The squared lengths of two errors, weighted by visibility. */
// @inline
function visibleErrors(errors: v128, weights: v128): v128 {
  const pairs = i32x4.dot_i16x8_s(errors, errors);
  const squares = i32x4.add(
    v128.shuffle<i32>(pairs, pairs, 0, 2, 0, 2),
    v128.shuffle<i32>(pairs, pairs, 1, 3, 1, 3),
  );
  return f64x2.mul(f64x2.convert_low_i32x4_s(squares), weights);
}

/** Finds the cheapest path to each state of each pixel. Returns the best final state. */
function findPaths(squareWeights: usize): u32 {
  // Locals: a variable of the module is read from memory at each use.
  const matchesEnd = (<usize>matches) << 2;
  const toColors = sources;
  const costsToStart = startCosts;
  const costsToContinue = f64x2.splat(continueCost);
  const never = f64x2.splat(NEVER);
  const isFlat = keepsUniform;
  // Known before the search for the nearest color, which the matches need not wait for then.
  const isOneClass = hasOneClass;
  const classOfAll = opacityClassesOf(colorAt(0), colorAt(0));
  let before = costs;
  let now = costs + 8 * states;
  let errors = carried;
  let nextErrors = carried + 8 * states;
  for (let s: usize = 0; s < <usize>states; s++) store<f64>(before + (s << 3), NEVER);
  memory.fill(errors, 0, 8 * states);
  store<f64>(before + ((<usize>last) << 3), 0);
  let best = last;
  let cost = f64x2.splat(0);
  let run = i64x2(0, OUTSIDE);
  let label = run;
  let carriesOn = true;
  let mine: usize = 0;
  let lastPoint: i64 = -1; // no point has a negative t
  for (let x: u32 = 0; x < width; x++) {
    const at = (<usize>x) << 4;
    let weight = load<f64>(squareWeights + ((<usize>(x >> SQUARE_BITS)) << 3));
    const mode = modeAt(x);
    if (isFlat && (mode === MORE_ERRORS || mode === NO_ERROR)) weight *= <f64>SMOOTH_WEIGHT;
    const weights = f64x2.splat(weight);
    const share = carriesOn ? aheadOf(mode) : i16x8.splat(0);
    carriesOn = mode !== NO_ERROR;
    const point = targetAt(x);
    const min = minErrorAt(point);
    const max = maxErrorAt(point);
    const anewPoint = after(point, v128.load64_splat(errors + ((<usize>best) << 3)), share, min, max);
    const target = i64x2.extract_lane(anewPoint, 0);
    if (target !== lastPoint) {
      mine = nearest(anewPoint) & 255;
      lastPoint = target;
    }
    store<u8>(previous + x, <u8>best);

    // A literal, and a run of one color.
    const toStart = v128.load64_splat(costsToStart);
    const onRun = f64x2.add(v128.load64_splat(before, 8 * RUN), costsToContinue);
    const continuesRun = f64x2.lt(onRun, f64x2.add(cost, toStart));
    const literal = colorAt(mine);
    run = v128.bitselect(run, label, continuesRun);
    v128.store(own + at, literal);
    v128.store(runs + at, run);
    const opacityClass = isOneClass ? classOfAll : opacityClassesOf(literal, literal);
    const inRun = v128.and(continuesRun, i64x2(0, -1));
    const runPoint = after(point, v128.load64_splat(errors, 8 * RUN), share, min, max);
    const off = i16x8.sub(v128.bitselect(runPoint, anewPoint, inRun), pointsOf(literal, run));
    v128.store(nextErrors, off);
    const starts = f64x2.add(cost, f64x2.replace_lane(toStart, 0, load<f64>(literalCosts + (mine << 3))));
    let totals = f64x2.add(v128.bitselect(onRun, starts, inRun), visibleErrors(off, weights));
    totals = v128.bitselect(totals, never, i32x4.eq(opacityClassesOf(literal, run), opacityClass));
    v128.store(now, totals);

    // The matches, in pairs. The least cost of each lane, and its state.
    let least = never;
    let leastStates = i64x2.splat(0);
    let pair = i64x2(MATCH, MATCH + 1);
    let bits = (<u64>i64x2.bitmask(inRun) >> 1) << RUN;
    for (let m: usize = 0; m < matchesEnd; m += 8) {
      const word = (m << 1) + 8 * MATCH;
      const one = v128.load(<usize>load<u32>(toColors + m, 4 * MATCH) + at);
      const other = v128.load(<usize>load<u32>(toColors + m, 4 * MATCH + 4) + at);
      const on = f64x2.add(v128.load(before + word), costsToContinue);
      const anew = f64x2.add(cost, v128.load(costsToStart + (m << 1), 8));
      const continues = f64x2.lt(on, anew);
      const p = v128.bitselect(after(point, v128.load(errors + word), share, min, max), anewPoint, continues);
      const off = i16x8.sub(p, pointsOf(one, other));
      v128.store(nextErrors + word, off);
      const totals = v128.bitselect(
        f64x2.add(f64x2.pmin(anew, on), visibleErrors(off, weights)),
        never,
        i32x4.eq(opacityClassesOf(one, other), opacityClass),
      );
      v128.store(now + word, totals);
      // A later state has a larger number.
      leastStates = i32x4.max_s(leastStates, v128.and(pair, f64x2.lt(totals, least)));
      least = f64x2.pmin(least, totals);
      pair = i64x2.add(pair, i64x2.splat(2));
      bits |= (<u64>i64x2.bitmask(continues)) << ((m >> 2) + MATCH);
    }
    store<u64>(continued + ((<usize>x) << 3), bits);

    leastStates = v128.bitselect(leastStates, i64x2(LITERAL, RUN), f64x2.lt(least, totals));
    least = f64x2.pmin(totals, least);
    const evenCost = f64x2.extract_lane(least, 0);
    const oddCost = f64x2.extract_lane(least, 1);
    const even = <u32>i64x2.extract_lane(leastStates, 0);
    const odd = <u32>i64x2.extract_lane(leastStates, 1);
    const isOdd = u32(oddCost < evenCost) | (u32(oddCost === evenCost) & u32(odd < even));
    best = select<u32>(odd, even, isOdd);
    cost = f64x2.splat(select<f64>(oddCost, evenCost, isOdd));
    label = v128.load(sourceOf(best) + at);
    let swapped = before;
    before = now;
    now = swapped;
    swapped = errors;
    errors = nextErrors;
    nextErrors = swapped;
  }
  return best;
}

/** Follows the cheapest path back and writes its labels. */
function traceBack(end: u32, labels: usize): void {
  let state = end;
  for (let x: i32 = <i32>width - 1; x >= 0; x--) {
    store<u8>(labels + x, indexAt(sourceOf(state) + 16 * x));
    const goesOn = (load<u64>(continued + ((<usize>x) << 3)) >> state) & 1;
    state = select<u32>(state, <u32>load<u8>(previous + x), goesOn !== 0);
  }
  last = end;
}

/** Where the colors of a state are. */
// @inline
function sourceOf(state: u32): usize {
  return <usize>load<u32>(sources + ((<usize>state) << 2));
}
