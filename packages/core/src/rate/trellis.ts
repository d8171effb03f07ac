import type { ToPoint } from '../color/working-space.ts';
import { LIMIT } from '../color/working-space.ts';
import type { Pixels } from '../image/pixels.ts';
import { type NearestSearch, nearest } from '../nearest/search.ts';
import { SQUARE_BITS } from './visibility.ts';

/** What a rate-aware remap is to do. */
export interface RatePlan {
  readonly width: number;
  /** Points of the palette, 4 coordinates a color. */
  readonly points: Int16Array;
  /** 0 of transparent colors, 1 of translucent and 2 of opaque ones: pixels keep that of their nearest color. */
  readonly kinds: Uint8Array;
  /** Of the matches that are looked at: how many rows above, at most 4, and how many pixels to the right. */
  readonly up: Int32Array;
  readonly across: Int32Array;
  /** What it costs to begin each match, after that of a run of one color. */
  readonly begin: Float64Array;
  /** What each color costs where it is written out. */
  readonly literal: Float64Array;
  /** What each further pixel of a match costs. */
  readonly further: number;
  /** Share of an error that the row below receives, in 1,024ths. */
  readonly share: number;
}

const MOST_ROWS = 4;

/** What is carried from row to row. */
export interface Trellis extends RatePlan {
  readonly states: number;
  y: number;
  /** Labels of the last rows, of which row y is at (y mod MOST_ROWS) · width. */
  readonly history: Uint8Array;
  /** Errors for the row below, and for the one after it is swapped in: 4 a pixel, one pixel more at each end. */
  readonly errors: Int32Array[];
  /** Of the row: wanted points, nearest colors, and colors of a run that ends at each pixel. */
  readonly wanted: Int16Array;
  readonly nearest: Uint8Array;
  readonly runs: Uint8Array;
  /** Best way to each state of each pixel: the state before it. */
  readonly from: Uint8Array;
  readonly costs: Float64Array[];
  /** The state at the end of the row before. */
  last: number;
}

const LITERAL = 0;
const RUN = 1;
const MATCH = 2;
const NEVER = 1e300;
/** Most error that a pixel receives, in steps of the working space: 3 % of the range of lightness. */
const REACH = 64;

export function createTrellis(plan: RatePlan): Trellis {
  const { up, width } = plan;
  const states = MATCH + up.length;
  return {
    ...plan,
    states,
    y: 0,
    history: new Uint8Array(MOST_ROWS * width),
    errors: [new Int32Array(4 * (width + 2)), new Int32Array(4 * (width + 2))],
    wanted: new Int16Array(4 * width),
    nearest: new Uint8Array(width),
    runs: new Uint8Array(width),
    from: new Uint8Array(states * width),
    costs: [new Float64Array(states), new Float64Array(states)],
    last: LITERAL,
  };
}

/**
 * Labels the next row: the cheapest way through literals, runs of one color and matches with rows above, by A. J. Viterbi's
 * algorithm (1967, DOI 10.1109/TIT.1967.1054010). A way costs the bits it takes and the errors it makes, by how much
 * they are seen. A part of an error goes to the row below.
 */
export function trellisRow(
  trellis: Trellis,
  pixels: Pixels,
  weights: Float64Array,
  labels: Uint8Array,
  search: NearestSearch,
  toPoint: ToPoint,
): void {
  want(trellis, pixels, search, toPoint);
  trace(trellis, pass(trellis, weights), labels);
  spread(trellis, pixels, labels);
  trellis.history.set(labels, (trellis.y % MOST_ROWS) * trellis.width);
  trellis.y++;
}

/** The points that the row should have: its own, and a part of the error above where it is opaque. */
function want(
  { errors, share, wanted, ...trellis }: Trellis,
  pixels: Pixels,
  search: NearestSearch,
  toPoint: ToPoint,
) {
  const [above] = errors as [Int32Array];
  for (let x = 0, i = 0; x < pixels.length; x++, i += 4) {
    const rgba = pixels[x]!;
    toPoint(rgba, wanted, i);
    if (rgba >>> 24 === 255) {
      for (let axis = 0; axis < 3; axis++) {
        wanted[i + axis] = within(wanted[i + axis]! + received(above[i + 4 + axis]!, share));
      }
    }
    trellis.nearest[x] = nearest(search, wanted[i]!, wanted[i + 1]!, wanted[i + 2]!, wanted[i + 3]!);
  }
}

const within = (value: number): number => Math.max(-LIMIT, Math.min(LIMIT, value));

/** What is received of errors above, which are in quarters. */
const received = (error: number, share: number): number =>
  Math.max(-REACH, Math.min(REACH, (share * error + 2048) >> 12));

/** Finds the cheapest way to each state of each pixel, and gives the best state at the end. */
function pass(trellis: Trellis, weights: Float64Array): number {
  const {
    across,
    begin,
    from,
    further,
    history,
    kinds,
    literal,
    points,
    runs,
    states,
    up,
    wanted,
    width,
    y,
  } = trellis;
  let [before, now] = trellis.costs as [Float64Array, Float64Array];
  before.fill(NEVER);
  before[trellis.last] = 0;
  let best = trellis.last;
  let cost = 0;
  let label = -1; // none is before the first pixel
  for (let x = 0, i = 0; x < width; x++, i += 4) {
    const weight = weights[x >> SQUARE_BITS]!;
    const a = wanted[i]!;
    const b = wanted[i + 1]!;
    const c = wanted[i + 2]!;
    const d = wanted[i + 3]!;
    const own = trellis.nearest[x]!;
    const kind = kinds[own]!;
    const differ = (color: number): number => {
      const p = 4 * color;
      const e = a - points[p]!;
      const f = b - points[p + 1]!;
      const g = c - points[p + 2]!;
      const h = d - points[p + 3]!;
      return (e * e + f * f + g * g + h * h) * weight;
    };
    const at = x * states;
    now[LITERAL] = cost + literal[own]! + differ(own);
    from[at] = best;
    let next = LITERAL;
    let least = now[LITERAL]!;
    let nextLabel = own;

    const stay = before[RUN]! + further;
    const start = cost + begin[0]!;
    const goesOn = x > 0 && stay < start;
    const run = goesOn ? runs[x - 1]! : label;
    from[at + RUN] = goesOn ? RUN : best;
    now[RUN] = NEVER;
    if (run >= 0) {
      runs[x] = run;
      if (kinds[run] === kind) now[RUN] = (goesOn ? stay : start) + differ(run);
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
      const color = history[((y - up[m]!) % MOST_ROWS) * width + column]!;
      if (kinds[color] !== kind) continue;
      const on = before[state]! + further;
      const anew = cost + begin[1 + m]!;
      from[at + state] = on < anew ? state : best;
      const total = (on < anew ? on : anew) + differ(color);
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
  }
  return best;
}

/** Goes the cheapest way back, and writes its labels. */
function trace(trellis: Trellis, end: number, labels: Uint8Array): void {
  const { across, from, history, runs, states, up, width, y } = trellis;
  let state = end;
  for (let x = width - 1; x >= 0; x--) {
    if (state === LITERAL) labels[x] = trellis.nearest[x]!;
    else if (state === RUN) labels[x] = runs[x]!;
    else {
      const m = state - MATCH;
      labels[x] = history[((y - up[m]!) % MOST_ROWS) * width + x + across[m]!]!;
    }
    state = from[x * states + state]!;
  }
  trellis.last = end;
}

/** Gives the errors to the row below: a quarter, a half and a quarter of each. */
function spread({ errors, points, wanted }: Trellis, pixels: Pixels, labels: Uint8Array): void {
  const below = errors[1]!;
  below.fill(0);
  for (let x = 0, i = 0; x < pixels.length; x++, i += 4) {
    if (pixels[x]! >>> 24 !== 255) continue;
    const p = 4 * labels[x]!;
    for (let axis = 0; axis < 3; axis++) {
      const error = wanted[i + axis]! - points[p + axis]!;
      below[i + axis]! += error;
      below[i + 4 + axis]! += 2 * error;
      below[i + 8 + axis]! += error;
    }
  }
  errors.reverse();
}
