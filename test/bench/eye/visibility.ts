/** What an eye sees of steps of luma: numbers of the published CAMBI. */

/** How strongly a step of 1, 2, … 10-bit levels is seen, once it is seen. */
export const CONTRAST_WEIGHTS: readonly number[] = [
  1, 2, 3, 4, 4, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9,
];

/** The least share of a luminance by which another one has to be brighter to be told apart. */
const THRESHOLD = 0.019;
/** Luma at 10 bits of black and white. */
const [BLACK, WHITE] = [64, 940];
/** The display of BT.1886: exponent, and luminance of white and black in cd/m². */
const DISPLAY = { gamma: 2.4, white: 300, black: 0.01 };
/** Share of the pixels that is pooled: bands that fill less weigh less. */
const WORST = 0.6;

/** Luminance of a 10-bit luma in cd/m². */
function luminance(luma: number): number {
  const share = (Math.min(WHITE, Math.max(BLACK, luma)) - BLACK) / (WHITE - BLACK);
  const root = (value: number) => value ** (1 / DISPLAY.gamma);
  const range = root(DISPLAY.white) - root(DISPLAY.black);
  return range ** DISPLAY.gamma * (share + root(DISPLAY.black) / range) ** DISPLAY.gamma;
}

/** For each step of 0 to `steps` 10-bit levels, the highest luma from which it is seen; 0 where it is seen from none. */
export function visibleUpTo(steps: number): Float64Array {
  return Float64Array.from({ length: steps + 1 }, (_, step) => {
    const isSeen = (luma: number) => luminance(luma + step) - luminance(luma) > THRESHOLD * luminance(luma);
    let luma = BLACK;
    while (luma < WHITE - step && isSeen(luma)) luma++;
    return luma === BLACK ? 0 : luma === WHITE - step ? Number.POSITIVE_INFINITY : luma - 1;
  });
}

/** Mean of the highest values, of which there are the pooled share, at least one. */
export function averageOfWorst(values: Float32Array): number {
  const count = Math.max(1, Math.floor(WORST * values.length));
  const highest = values
    .slice()
    .sort()
    .subarray(values.length - count);
  return highest.reduce((sum, value) => sum + value, 0) / count;
}
