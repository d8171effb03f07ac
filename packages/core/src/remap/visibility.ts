import { SQUARE_BITS } from '../constants.ts';
import type { Engine } from '../engine/engine.ts';
import type { PixelSource } from '../image/pixels.ts';

const SQUARE = 1 << SQUARE_BITS;

/**
 * Mean luma step between neighbors, of 255, at which errors weigh 0.35 of their weight in a uniform area; 0.7 in flat
 * graphics.
 */
const HIDING = 3;
/** Weight of errors in a uniform area. Chosen such that rates save as many bytes as with a weaker masking. */
const MAX_WEIGHT = 1.25;

/** Visibility of errors, 0 to 1.25, per square of an image. */
export interface Visibility {
  /** Squares per row. */
  readonly columns: number;
  readonly weights: Float64Array;
}

/**
 * Measures the visibility of errors, which is lower where neighbors differ (texture masking: J. O. Limb, "Distortion
 * criteria of the human viewer", 1979). In flat graphics differences are edges and text, which mask less than texture.
 */
export function visibilityOf(engine: Engine, pixels: PixelSource, isFlatGraphics: boolean): Visibility {
  const ofPixels = known.get(pixels) ?? new Map<boolean, Visibility>();
  const visibility = ofPixels.get(isFlatGraphics) ?? measure(engine, pixels, isFlatGraphics);
  known.set(pixels, ofPixels.set(isFlatGraphics, visibility));
  return visibility;
}

/** Visibility in the images of sessions, by whether they are flat graphics. */
const known = new WeakMap<PixelSource, Map<boolean, Visibility>>();

function measure(engine: Engine, pixels: PixelSource, isFlatGraphics: boolean): Visibility {
  const { height, width } = pixels;
  const columns = Math.ceil(width / SQUARE);
  const rows = Math.ceil(height / SQUARE);
  const steps = stepsOf(engine, pixels, columns, rows);
  const across = steps.slice();
  for (let row = 0; row < rows; row++) {
    const first = row * columns;
    const last = first + columns - 1;
    for (let i = first, before = steps[first]!; i <= last; i++) {
      across[i] = before + 2 * steps[i]! + steps[Math.min(i + 1, last)]!;
      before = steps[i]!;
    }
  }
  const weights = new Float64Array(columns * rows);
  for (let i = 0; i < weights.length; i++) {
    const above = i < columns ? i : i - columns;
    const below = i + columns < weights.length ? i + columns : i;
    const sum = across[above]! + 2 * across[i]! + across[below]!;
    const activity = sum / (16 * 2 * SQUARE * SQUARE * LUMA);
    const share = HIDING / (HIDING + activity);
    weights[i] = MAX_WEIGHT * Math.sqrt(share) * (isFlatGraphics ? 1 : share);
  }
  return { columns, weights };
}

/** Parts of luma, which is red, green and blue in the ratio 2 : 5 : 1, times alpha. */
const LUMA = 8;

/** Sums the luma steps from each pixel of a square to its left and upper neighbor. */
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
