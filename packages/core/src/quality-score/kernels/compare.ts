import { type Blur, createBlur, REACH } from './blur.ts';
import type { Strip } from './strip.ts';

const f32 = Math.fround;
/** Stabilizes the ratio where variance is too low to be visible, as C2 in SSIM. */
const C2 = f32(0.0009);
/** Lower errors count as none: their fourth powers have no room in a float. */
const MIN_ERROR = f32(1e-8);
/** Lanes of a vector, each of which adds up on its own. */
const LANES = 4;
/** Number of sums of `compare`. */
export const SUMS = 6;

/**
 * Compares rows of two planes. Adds six sums over all pixels to `sums`: structural losses, gained edges and lost edges, and
 * then the fourth powers of each, in which the worst places dominate.
 *
 * The loss is 1 − SSIM (Wang, Bovik, Sheikh, Simoncelli 2004) in the form of SSIMULACRA 2, in which a difference counts the
 * same in dark and light areas. All follows from the difference of the planes, which is blurred together with its square
 * and its product with the original. So equal areas cost nothing, and small errors are not lost in rounding.
 */
export function compare(
  original: Float32Array,
  result: Float32Array,
  means: Float32Array,
  variances: Float32Array,
  { above, below, rows, width }: Strip,
  sums: Float64Array,
): void {
  const all = above + rows + below;
  const blur = createBlur(width, 3);
  const { across, setRow, source } = blur;
  for (let y = above, read = 0; y < above + rows; y++) {
    for (; read < Math.min(all, y + REACH + 1); read++) {
      for (let x = 0, i = read * width; x < width; x++, i++) {
        const difference = f32(result[i]! - original[i]!);
        source[0]![REACH + x] = difference;
        source[1]![REACH + x] = original[i]! * difference;
        source[2]![REACH + x] = difference * difference;
      }
      across(read);
    }
    setRow(y, all);
    addRow(original, result, means, variances, width, y, y - above, blur, sums);
  }
}

const lanes = new Float32Array(LANES * SUMS);

/** Adds row `y` of the planes, which is row `own` of the means and variances. */
function addRow(
  original: Float32Array,
  result: Float32Array,
  means: Float32Array,
  variances: Float32Array,
  width: number,
  y: number,
  own: number,
  { down }: Blur,
  sums: Float64Array,
): void {
  lanes.fill(0);
  for (let x = 0, i = y * width, j = own * width; x < width; x++, i++, j++) {
    const mean = means[j]!;
    const shift = down(0, x); // of the mean
    const shiftSq = f32(shift * shift);
    const covariance = f32(variances[j]! + f32(down(1, x) - f32(mean * shift)));
    const alike = f32(f32(covariance + covariance) + C2);
    const error = f32(down(2, x) - shiftSq); // variance of the difference
    const loss = f32(f32(error + f32(shiftSq * alike)) / f32(alike + error));
    const edge = f32(original[i]! - mean);
    const otherEdge = f32(edge + f32(f32(result[i]! - original[i]!) - shift));
    const change = f32(f32(Math.abs(otherEdge) - Math.abs(edge)) / f32(1 + Math.abs(edge)));
    const lane = x % LANES;
    add(lane, loss);
    add(LANES + lane, change);
    add(2 * LANES + lane, -change);
  }
  for (let i = 0, lane = 0; i < SUMS; i++, lane += LANES) {
    sums[i]! += lanes[lane]! + lanes[lane + 2]! + (lanes[lane + 1]! + lanes[lane + 3]!);
  }
}

/** Adds an error to a lane, and its fourth power. */
function add(lane: number, error: number): void {
  if (error < MIN_ERROR) return;
  const square = f32(error * error);
  lanes[lane]! += error;
  lanes[(LANES * SUMS) / 2 + lane]! += f32(square * square);
}
