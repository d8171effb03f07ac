import { SQUARE_BITS } from '../constants.ts';
import type { Engine } from '../engine/engine.ts';
import type { PixelSource } from '../image/pixels.ts';

const SQUARE = 1 << SQUARE_BITS;

/** Mean step of luma between neighbors, of 255, where errors weigh 0.35 of what they weigh in an even area, in flat graphics 0.7. */
const HIDING = 3;
/** What errors weigh in an even area: so much that the rates mean as many bytes as with a weaker masking. */
const MOST_WEIGHT = 1.25;

/** How much errors are seen, 0 to 1.25, for squares of an image. */
export interface Visibility {
  /** Squares in a row. */
  readonly columns: number;
  readonly weights: Float64Array;
}

/**
 * Measures how much errors are seen: less where much is going on, as the eye is busy there (texture masking: J. O. Limb,
 * "Distortion criteria of the human viewer", 1979). In flat graphics that is edges and text, which hide less than texture does.
 */
export function visibilityOf(engine: Engine, pixels: PixelSource, isFlat: boolean): Visibility {
  const { height, width } = pixels;
  const columns = Math.ceil(width / SQUARE);
  const rows = Math.ceil(height / SQUARE);
  const steps = stepsOf(engine, pixels, columns, rows);
  const weights = new Float64Array(columns * rows);
  for (let row = 0, i = 0; row < rows; row++) {
    const above = row > 0 ? -columns : 0;
    const below = row < rows - 1 ? columns : 0;
    for (let column = 0; column < columns; column++, i++) {
      const left = column > 0 ? -1 : 0;
      const right = column < columns - 1 ? 1 : 0;
      const sides = steps[i + left]! + steps[i + right]! + steps[i + above]! + steps[i + below]!;
      const corners =
        steps[i + above + left]! +
        steps[i + above + right]! +
        steps[i + below + left]! +
        steps[i + below + right]!;
      const activity = (4 * steps[i]! + 2 * sides + corners) / (16 * 2 * SQUARE * SQUARE * LUMA);
      const share = HIDING / (HIDING + activity);
      weights[i] = MOST_WEIGHT * Math.sqrt(share) * (isFlat ? 1 : share);
    }
  }
  return { columns, weights };
}

/** Parts of luma, which is 2 : 5 : 1 of red, green and blue times alpha. */
const LUMA = 8;

/** Sums of the steps from each pixel of a square to the one before it and the one above. */
function stepsOf(engine: Engine, pixels: PixelSource, columns: number, rows: number): Uint32Array {
  const { height, width } = pixels;
  const steps = new Uint32Array(columns * rows);
  let above = new Int32Array(width);
  let current = new Int32Array(width);
  for (let y = 0; y < height; y++) {
    const row = engine.load(pixels, y * width, (y + 1) * width);
    const first = (y >> SQUARE_BITS) * columns;
    let before = 0;
    for (let x = 0; x < width; x++) {
      const luma = lumaOf(row[x]!);
      current[x] = luma;
      const sideways = x > 0 ? Math.abs(luma - before) : 0;
      const downwards = y > 0 ? Math.abs(luma - above[x]!) : 0;
      steps[first + (x >> SQUARE_BITS)]! += sideways + downwards;
      before = luma;
    }
    [above, current] = [current, above];
  }
  return steps;
}

function lumaOf(rgba: number): number {
  const alpha = rgba >>> 24;
  const luma = 2 * (rgba & 255) + 5 * ((rgba >>> 8) & 255) + ((rgba >>> 16) & 255);
  return alpha === 255 ? luma : Math.floor((luma * alpha) / 255);
}
