import type { Planes, Pyramid } from './bands.ts';
import { IN_B, IN_X, IN_Y } from './percentile-error.ts';
import { BLOCK, CELL, type Smooth } from './smooth.ts';
import { poolTiles, scoreAfterLoss, type Tiles, tileAt } from './tiles.ts';

/** Pyramid levels on which steps are measured: means of 2, 4 and 8 pixels, for narrow and for wide bands. */
const LEVELS = [1, 2, 3] as const;
/** On this level only lightness counts, in every other cell: narrow bands of color are hardly visible. */
const NARROW = 1;
/** Weight of a squared step on that level. */
const OF_NARROW = 0.65;
/** This multiple of the mean squared noise is subtracted from a squared step. */
const BEYOND_NOISE = 12;
/** Share of the squared step of the original that masks an error: 2 %, a seventh of its height. */
const OF_OWN = 0.02;
/** Means on each side of a step. */
const SIDE = 3;
/** Weights of banding in a single tile, and of banding averaged over the whole image. */
const OF_WORST = 0.5;
const OF_ALL = 1.5;
/** Distance per point of the score. */
const DISTANCE_PER_POINT = 0.005;

/** Weights of squared differences in Y, X and B. */
const BY_CHANNEL = [IN_Y, IN_X, IN_B];

/** Places of a level where the original is smooth, one per cell of 4 × 4 pixels or block of 8 × 8. */
interface Places {
  /** Index of each place in a plane of the level. */
  readonly at: Uint32Array;
  /** Smoothness of the original, times the pixels of a place. */
  readonly weights: Float32Array;
  readonly tiles: Uint32Array;
  readonly blocks: Uint32Array;
  /** Steps of the original, across and down in each channel. */
  readonly steps: Float32Array;
}

/** Squared steps of each level per tile, as squared distances times pixels. */
export type StepSums = readonly Float64Array[];

export const emptySteps = ({ pixels }: Tiles): StepSums => LEVELS.map(() => new Float64Array(pixels.length));

/** Returns the places of each level at which results are compared with a band of the original. */
export const placesOf = (pyramid: Pyramid, smooth: Smooth, tiles: Tiles, band: number): readonly Places[] =>
  LEVELS.filter((level) => level < pyramid.length && smooth.blocks.length > 0).map((level) =>
    placesIn(pyramid[level]!, level, smooth, tiles, band),
  );

function placesIn(planes: Planes, level: number, smooth: Smooth, tiles: Tiles, band: number): Places {
  const { blockColumns, blockRows } = smooth;
  const isWide = 2 ** level === BLOCK;
  const side = isWide ? BLOCK : CELL;
  const columns = isWide ? blockColumns : smooth.columns;
  const smoothness = isWide ? smooth.wide : smooth.cells;
  const stride = side >> level; // from one place to the next
  const toBlock = BLOCK / side;
  const channels = channelsOf(planes, level);
  const { height, width } = planes[1];
  const found: number[] = [];
  for (let i = 0; i < smoothness.length; i++) {
    const column = i % columns;
    const row = (i - column) / columns;
    const isLeftOut = level === NARROW && ((row + column) & 1) === 1;
    const isInside = column > 0 && row > 0 && stride * column < width - 1 && stride * row < height - 1;
    if (isInside && !isLeftOut && smoothness[i]! > 0) found.push(i);
  }
  const counts = side * side * (level === NARROW ? 2 * OF_NARROW : 1);
  const places: Places = {
    at: new Uint32Array(found.length),
    weights: new Float32Array(found.length),
    tiles: new Uint32Array(found.length),
    blocks: new Uint32Array(found.length),
    steps: new Float32Array(2 * channels.length * found.length),
  };
  for (const [place, i] of found.entries()) {
    const column = i % columns;
    const row = (i - column) / columns;
    const at = stride * (row * width + column);
    places.at[place] = at;
    places.weights[place] = counts * smoothness[i]!;
    places.tiles[place] = tileAt(tiles, band, side * column, side * row);
    const [blockRow, blockColumn] = [Math.floor(row / toBlock), Math.floor(column / toBlock)];
    places.blocks[place] =
      Math.min(blockRows - 1, blockRow) * blockColumns + Math.min(blockColumns - 1, blockColumn);
    for (const [channel, values] of channels.entries()) {
      const step = 2 * (channels.length * place + channel);
      places.steps[step] = acrossAt(values, at, width);
      places.steps[step + 1] = downAt(values, at, width);
    }
  }
  return places;
}

/** The channels that count on a level. */
const channelsOf = ([x, y, b]: Planes, level: number): Float32Array[] =>
  level === NARROW ? [y.values] : [y.values, x.values, b.values];

/**
 * Adds the steps of a result that exceed those of a band of its original.
 *
 * @param noise the noise of each block, see `addLines`
 */
export function addSteps(
  places: readonly Places[],
  result: Pyramid,
  sums: StepSums,
  noise: Float32Array,
): void {
  for (const [i, level] of LEVELS.entries()) {
    if (places[i]) addLevel(places[i], result[level]!, level, sums[i]!, noise);
  }
}

function addLevel(
  { at, blocks, steps, tiles, weights }: Places,
  planes: Planes,
  level: number,
  sums: Float64Array,
  noise: Float32Array,
): void {
  const { width } = planes[1];
  const channels = channelsOf(planes, level);
  const ofNoise = (BEYOND_NOISE * 2) / (SIDE * 4 ** level);
  for (let place = 0; place < at.length; place++) {
    const i = at[place]!;
    let beyond = -ofNoise * noise[blocks[place]!]!; // visible part of the squared step of the difference
    let more = 0; // by how much the squared step of the result exceeds that of the original
    for (let c = 0, step = 2 * channels.length * place; c < channels.length; c++, step += 2) {
      const values = channels[c]!;
      const ownAcross = steps[step]!;
      const ownDown = steps[step + 1]!;
      const dx = acrossAt(values, i, width) - ownAcross;
      const dy = downAt(values, i, width) - ownDown;
      const by = BY_CHANNEL[c]!;
      beyond += by * (dx * dx + dy * dy - OF_OWN * (ownAcross * ownAcross + ownDown * ownDown));
      more += by * (dx * (dx + 2 * ownAcross) + dy * (dy + 2 * ownDown));
    }
    if (more > 0 && beyond > 0) sums[tiles[place]!]! += weights[place]! * beyond;
  }
}

/** Mean of three neighbors to the right less that of three to the left. */
const acrossAt = (values: Float32Array, i: number, width: number): number =>
  Math.fround(
    (values[i - width + 1]! -
      values[i - width - 1]! +
      (values[i + 1]! - values[i - 1]!) +
      (values[i + width + 1]! - values[i + width - 1]!)) /
      SIDE,
  );

/** Mean of three neighbors below less that of three above. */
const downAt = (values: Float32Array, i: number, width: number): number =>
  Math.fround(
    (values[i + width - 1]! -
      values[i - width - 1]! +
      (values[i + width]! - values[i - width]!) +
      (values[i + width + 1]! - values[i - width + 1]!)) /
      SIDE,
  );

/**
 * Returns the highest score that banding allows: steps beyond those of the original where the original is smooth. Edges
 * of the original and dithering noise do not count.
 *
 * The method builds on CAMBI (P. Tandon, M. Afonso, J. Sole, L. Krasula, PCS 2021, doi:10.1109/PCS50896.2021.9477464):
 * several scales, a mask of smooth areas, and pooling by the worst places. Later forms in libvmaf only count added
 * bands, and steps of any height. CAMBI counts luma levels in windows of one degree of vision, larger than icons, and
 * misses single bands in dithered areas. Here steps between means of a few pixels are measured in XYB, so bands of hue
 * count, too.
 *
 * A score of 82 allows steps of 0.16 in a tenth of the image, or 0.06 all over it (root mean square; black and white
 * are 100 apart). In synthetic gradients, viewers notice rings that differ by one of 255 levels.
 */
export function bandingLimit(sums: StepSums, tiles: Tiles): number {
  let pooled = 0;
  for (const squares of sums)
    pooled = Math.max(pooled, poolTiles(squares, tiles.pixels, tiles, OF_WORST, OF_ALL));
  return scoreAfterLoss(pooled / DISTANCE_PER_POINT);
}
