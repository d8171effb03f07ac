// The rate-aware remap of a row, as in src/rate/trellis.ts.
//
// Points are 64-bit words of four i16, costs are f64, errors i32 lanes of x, y, z and 0, in quarters.

import { nearest } from './search';
import { LIMIT, pointOf } from './space';

const LITERAL: u32 = 0;
const RUN: u32 = 1;
const MATCH: u32 = 2;
const MOST_ROWS: u32 = 4;
const SQUARE_BITS: u32 = 2;
const NEVER: f64 = 1e300;
const REACH: i32 = 64;
const NONE: i32 = -1;

let width: u32 = 0;
let matches: u32 = 0;
let states: u32 = 0;
let further: f64 = 0;
/** Share of an error that the row below receives, in 1,024ths. */
let share: v128 = i32x4.splat(0);
/** i32 a match: rows above, pixels to the right. */
let up: usize = 0;
let across: usize = 0;
/** f64: what it costs to begin a run and each match, and to write out each color. */
let begin: usize = 0;
let literal: usize = 0;
/** Of the palette: a word and a u8 a color. */
let points: usize = 0;
let kinds: usize = 0;

let y: u32 = 0;
let last: u32 = 0;
/** Labels of the last rows. */
let history: usize = 0;
/** Errors, 16 bytes a pixel, one pixel more at each end: of the row above, and for the one below. */
let above: usize = 0;
let below: usize = 0;
/** Of the row: a word, a u8 and a u8 a pixel, and a u8 for each state of each pixel. */
let wanted: usize = 0;
let own: usize = 0;
let runs: usize = 0;
let from: usize = 0;
/** Two f64 a state, and a u32 a match. */
let costs: usize = 0;
let rows: usize = 0;

/** Bytes of memory for rows of so many pixels. */
export function rateRoom(rowWidth: u32, matchCount: u32): usize {
  const count = <usize>(MATCH + matchCount);
  const pixels = <usize>rowWidth;
  return 16 + 20 * count + 32 * (pixels + 2) + 8 * pixels + (MOST_ROWS + 2 + count) * pixels;
}

/** `room`: `rateRoom` bytes. The other addresses are those of a `RatePlan`'s arrays. */
export function startRate(
  rowWidth: u32,
  matchCount: u32,
  upAt: usize,
  acrossAt: usize,
  beginAt: usize,
  literalAt: usize,
  furtherCost: f64,
  errorShare: i32,
  pointsAt: usize,
  kindsAt: usize,
  room: usize,
): void {
  width = rowWidth;
  matches = matchCount;
  states = MATCH + matchCount;
  up = upAt;
  across = acrossAt;
  begin = beginAt;
  literal = literalAt;
  further = furtherCost;
  share = i32x4.splat(errorShare);
  points = pointsAt;
  kinds = kindsAt;
  y = 0;
  last = LITERAL;
  costs = room;
  rows = costs + 16 * states;
  above = (rows + 4 * states + 15) & ~15;
  below = above + 16 * (width + 2);
  wanted = below + 16 * (width + 2);
  history = wanted + 8 * width;
  own = history + MOST_ROWS * width;
  runs = own + width;
  from = runs + width;
  memory.fill(above, 0, 32 * (width + 2));
}

/** Labels the next row. `weights`: f64 a square of the row. */
export function rateRow(pixels: usize, weights: usize, labels: usize): void {
  want(pixels);
  trace(pass(weights), labels);
  spread(pixels, labels);
  memory.copy(history + (y % MOST_ROWS) * width, labels, width);
  y++;
}

function want(pixels: usize): void {
  for (let x: u32 = 0; x < width; x++) {
    const rgba = load<u32>(pixels + ((<usize>x) << 2));
    let point = i64x2.splat(pointOf(rgba));
    if (rgba >>> 24 === 255) {
      const error = v128.load(above + ((<usize>(x + 1)) << 4));
      const part = i32x4.shr_s(i32x4.add(i32x4.mul(error, share), i32x4.splat(2048)), 12);
      const got = i32x4.max_s(i32x4.min_s(part, i32x4.splat(REACH)), i32x4.splat(-REACH));
      const sum = i16x8.add(point, i16x8.narrow_i32x4_s(got, got));
      point = i16x8.max_s(i16x8.min_s(sum, i16x8.splat(<i16>LIMIT)), i16x8.splat(<i16>-LIMIT));
    }
    const word = i64x2.extract_lane(point, 0);
    store<u64>(wanted + ((<usize>x) << 3), word);
    store<u8>(own + x, <u8>nearest(i64x2.splat(word)));
  }
}

/** Squared distance of a point from a palette color's, by how much it is seen. */
function differ(point: v128, color: u32, weight: f64): f64 {
  const d = i16x8.sub(point, v128.load64_zero(points + ((<usize>color) << 3)));
  const pairs = i32x4.dot_i16x8_s(d, d);
  return <f64>(i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1)) * weight;
}

/** Where in the history each match looks: the first pixel of its row, or 0 where that is above the image. */
function findRows(): void {
  for (let m: usize = 0; m < <usize>matches; m++) {
    const distance = load<u32>(up + (m << 2));
    store<u32>(rows + (m << 2), distance > y ? 0 : <u32>history + ((y - distance) % MOST_ROWS) * width);
  }
}

function pass(weights: usize): u32 {
  findRows();
  let before = costs;
  let now = costs + 8 * states;
  for (let s: usize = 0; s < <usize>states; s++) store<f64>(before + (s << 3), NEVER);
  store<f64>(before + ((<usize>last) << 3), 0);
  let best = last;
  let cost: f64 = 0;
  let label = NONE;
  for (let x: u32 = 0; x < width; x++) {
    const weight = load<f64>(weights + ((<usize>(x >> SQUARE_BITS)) << 3));
    const point = v128.load64_zero(wanted + ((<usize>x) << 3));
    const mine = <u32>load<u8>(own + x);
    const kind = load<u8>(kinds + mine);
    const at = from + <usize>x * states;
    let least = cost + load<f64>(literal + ((<usize>mine) << 3)) + differ(point, mine, weight);
    store<f64>(now, least);
    store<u8>(at, <u8>best);
    let next = LITERAL;
    let nextLabel = <i32>mine;

    const stay = load<f64>(before + 8 * RUN) + further;
    const start = cost + load<f64>(begin);
    const goesOn = x > 0 && stay < start;
    const run = goesOn ? <i32>load<u8>(runs + x - 1) : label;
    store<u8>(at + RUN, <u8>(goesOn ? RUN : best));
    let total = NEVER;
    if (run >= 0) {
      store<u8>(runs + x, <u8>run);
      if (load<u8>(kinds + <usize>run) === kind) {
        total = (goesOn ? stay : start) + differ(point, <u32>run, weight);
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
      const column = x + load<u32>(across + (m << 2)); // a negative one is beyond the width, too
      total = NEVER;
      if (column < width && row !== 0) {
        const color = <u32>load<u8>(<usize>row + column);
        if (load<u8>(kinds + color) === kind) {
          const on = load<f64>(before + ((<usize>state) << 3)) + further;
          const anew = cost + load<f64>(begin + ((m + 1) << 3));
          const continues = on < anew;
          store<u8>(at + state, <u8>(continues ? state : best));
          total = (continues ? on : anew) + differ(point, color, weight);
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
    const other = before;
    before = now;
    now = other;
  }
  return best;
}

function trace(end: u32, labels: usize): void {
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

function spread(pixels: usize, labels: usize): void {
  memory.fill(below, 0, 16 * (width + 2));
  for (let x: u32 = 0; x < width; x++) {
    if (load<u32>(pixels + ((<usize>x) << 2)) >>> 24 !== 255) continue;
    const color = <usize>load<u8>(labels + x);
    const d = i16x8.sub(
      v128.load64_zero(wanted + ((<usize>x) << 3)),
      v128.load64_zero(points + (color << 3)),
    );
    const error = i32x4.replace_lane(i32x4.extend_low_i16x8_s(d), 3, 0);
    const at = below + ((<usize>x) << 4);
    v128.store(at, i32x4.add(v128.load(at), error));
    v128.store(at, i32x4.add(v128.load(at, 16), i32x4.shl(error, 1)), 16);
    v128.store(at, i32x4.add(v128.load(at, 32), error), 32);
  }
  const swapped = above;
  above = below;
  below = swapped;
}
