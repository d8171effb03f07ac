/** Visibility of luma steps: constants of the published CAMBI. */

/** Weight of a visible step of 1, 2, … 10-bit levels. */
export const CONTRAST_WEIGHTS: readonly number[] = [
  1, 2, 3, 4, 4, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9,
];

/** Minimum relative difference of two distinguishable luminances. */
const THRESHOLD = 0.019;
/** 10-bit luma of black and white. */
const [BLACK, WHITE] = [64, 940];
/** The display of BT.1886: exponent, and luminance of white and black in cd/m². */
const DISPLAY = { gamma: 2.4, white: 300, black: 0.01 };
/** Share of the pixels that is pooled. Bands that fill less weigh less. */
const WORST = 0.6;

/** Returns the luminance of a 10-bit luma in cd/m². */
function luminance(luma: number): number {
  const share = (Math.min(WHITE, Math.max(BLACK, luma)) - BLACK) / (WHITE - BLACK);
  const root = (value: number) => value ** (1 / DISPLAY.gamma);
  const range = root(DISPLAY.white) - root(DISPLAY.black);
  return range ** DISPLAY.gamma * (share + root(DISPLAY.black) / range) ** DISPLAY.gamma;
}

/**
 * Returns, for each step of 0 to `steps` 10-bit levels, the highest luma at which it is visible; 0 if it never is.
 */
export function visibleUpTo(steps: number): Float64Array {
  return Float64Array.from({ length: steps + 1 }, (_, step) => {
    const isSeen = (luma: number) => luminance(luma + step) - luminance(luma) > THRESHOLD * luminance(luma);
    let luma = BLACK;
    while (luma < WHITE - step && isSeen(luma)) luma++;
    return luma === BLACK ? 0 : luma === WHITE - step ? Number.POSITIVE_INFINITY : luma - 1;
  });
}

/** Returns the mean of the highest values: the pooled share of them, at least one. */
export function averageOfWorst(values: Float32Array): number {
  const count = Math.max(1, Math.floor(WORST * values.length));
  const highest = values
    .slice()
    .sort()
    .subarray(values.length - count);
  return highest.reduce((sum, value) => sum + value, 0) / count;
}
