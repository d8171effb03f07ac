import { paletteToPoints, STEPS, WORKING_SPACES } from '../color/working-space.ts';
import { SQUARE_BITS } from '../constants.ts';
import { CHUNK, type Engine } from '../engine/engine.ts';
import type { PixelSource } from '../image/pixels.ts';
import type { RatePlan } from '../kernels/trellis.ts';
import type { Palette, Progress } from '../types.ts';
import { literalBits, matchBits } from './deflate-bits.ts';
import type { Labeled, RemapSettings } from './labeled.ts';
import { visibilityOf } from './visibility.ts';

/** Above this number of rows, only one row in `ROW_STRIDE` is counted to estimate how often each color occurs. */
const FEW_ROWS = 64;
const ROW_STRIDE = 4;
/** Approximate number of pixels between two steps. */
const STEP = 2 ** 16;
/** Maximum squared error that may be made to save a bit at a rate of 1, in squared 8-bit steps. */
const ERROR_A_BIT = 5;
/** The same in flat graphics, where errors are more visible. */
const ERROR_A_FLAT_BIT = 1.7;
/**
 * Shares of an error that the next pixel receives, in 32,768ths (0.28 to 0.44), and the row below, in 1,024ths of a
 * ninth (0.35). They keep the mean color of areas. Higher rates make longer runs along rows, so the share along the row
 * grows. With a smaller share rows alternate, which looks like streaks; with a larger one columns do.
 */
const AHEAD = 9_216;
const MORE_AHEAD = 5_120;
/** Rate from which on the share along the row no longer grows. */
const LONG_RUNS = 0.4;
const BELOW = 40;
/**
 * The same for gradients: 0.36 to 0.52 and 0.37 in photographs; 0.41 to 0.53 and 0.42 in flat graphics, where no grain
 * helps. In smooth gradients, error that is dropped causes banding around palette colors and shifts the hue of skies.
 */
const ON_GRADIENTS = { ahead: 11_776, more: 5_120, below: 42 };
const ON_FLAT_GRADIENTS = { ahead: 13_312, more: 4_096, below: 48 };
/** Pixels of images that are viewed from close, such as icons: up to 256 × 256. No grain hides an error there. */
const SMALL = 2 ** 16;
/** Approximate bits per further pixel of a match, which is at most 258 bytes long. */
const FURTHER = 0.03;

/** Assigns every pixel to a palette color such that deflate and similar coders compress the labels well. */
export function* remapRate(
  engine: Engine,
  pixels: PixelSource,
  palette: Palette,
  options: RemapSettings,
): Generator<Progress, Labeled> {
  const { height, length, width } = pixels;
  const showsErrors = options.isFlatGraphics === true || length <= SMALL;
  const indices = new Uint8Array(length);
  const counts = engine.memory.uint32(256).fill(0);
  engine.setPalette(palette, false);
  const rowStride = height < FEW_ROWS ? 1 : ROW_STRIDE;
  for (let y = 0; y < height; y += rowStride) {
    for (let from = y * width; from < (y + 1) * width; from += CHUNK) {
      const loaded = engine.load(pixels, from, Math.min(from + CHUNK, (y + 1) * width));
      engine.tally(loaded, engine.label(loaded), counts);
    }
  }
  yield { stage: 'remap', done: 0.05 };
  const { columns, weights } = visibilityOf(engine, pixels, showsErrors);
  yield { stage: 'remap', done: 0.1 };
  engine.startRate(planOf(width, palette, counts, options, showsErrors));
  counts.fill(0);
  let cost = 0;
  let stepped = 0;
  for (let from = 0, y = 0; from < length; from += width, y++) {
    const square = (y >> SQUARE_BITS) * columns;
    const loaded = engine.load(pixels, from, from + width);
    const labels = engine.rateRow(loaded, weights.subarray(square, square + columns));
    cost += engine.tally(loaded, labels, counts);
    indices.set(labels, from);
    if (from - stepped < STEP) continue;
    stepped = from;
    yield { stage: 'remap', done: 0.1 + (0.9 * from) / length };
  }
  yield { stage: 'remap', done: 1 };
  return { indices, counts: Float64Array.from(counts.subarray(0, palette.length / 4)), cost };
}

function planOf(
  width: number,
  palette: Palette,
  counts: Uint32Array,
  { effort, rate, space }: RemapSettings,
  showsErrors: boolean,
): RatePlan {
  const colors = palette.length / 4;
  const bits = colors > 16 ? 8 : colors > 4 ? 4 : colors > 2 ? 2 : 1;
  const perByte = 8 / bits;
  const stride = Math.ceil(width / perByte) + 1; // PNG stores a filter byte before each row
  const matches = MATCHES[effort === 'best' ? 'many' : 'few'].filter(
    ([up, across]) => up * stride - across / perByte <= 2 ** 15,
  );
  const onGradients = showsErrors ? ON_FLAT_GRADIENTS : ON_GRADIENTS;
  const runs = Math.min(1, rate / LONG_RUNS);
  const price = rate * rate * (showsErrors ? ERROR_A_FLAT_BIT : ERROR_A_BIT) * STEPS * STEPS;
  return {
    width,
    points: paletteToPoints(palette, WORKING_SPACES[space]),
    opacityClasses: Uint8Array.from({ length: colors }, (_, i) => {
      const alpha = palette[4 * i + 3]!;
      return alpha === 0 ? 0 : alpha < 255 ? 1 : 2;
    }),
    up: Int32Array.from(matches, ([up]) => up),
    across: Int32Array.from(matches, ([, across]) => across * perByte),
    startCosts: Float64Array.from(
      [matchBits(1), ...matches.map(([up, across]) => matchBits(up * stride - across))],
      (each) => each * price,
    ),
    literalCosts: literalBits(counts, colors).map((each) => each * price),
    continueCost: FURTHER * price,
    ahead: Math.round(AHEAD + MORE_AHEAD * runs),
    below: BELOW,
    aheadOnGradients: Math.round(onGradients.ahead + onGradients.more * runs),
    belowOnGradients: onGradients.below,
    keepsUniform: showsErrors,
  };
}

/** Offsets of the candidate matches: rows up, and bytes to the right. */
const MATCHES: Record<'few' | 'many', readonly (readonly [up: number, across: number])[]> = {
  few: [...span(1, 5), ...span(2, 1)],
  many: [...span(1, 6), ...span(2, 6), ...span(3, 3), ...span(4, 3)],
};

function span(up: number, reach: number): [number, number][] {
  return Array.from({ length: 2 * reach + 1 }, (_, i) => [up, i - reach]);
}
