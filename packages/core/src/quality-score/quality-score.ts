import { QuantizeError } from '../errors.ts';
import { pixelsOf } from '../image/pixels.ts';
import type { IndexedImage, RgbaImage } from '../types.ts';
import { type Artifacts, prepareArtifacts } from './artifacts.ts';
import { type Band, bandsOf, createPyramid, fillHalves, levelsOf, type Pyramid } from './bands.ts';
import { createCompare, emptySums } from './compare.ts';
import { addDistances, emptyDistances, hasFlatGraphics, percentileLimit } from './percentile-error.ts';
import { isTranslucent, type Painter, painterOf } from './planes.ts';
import { counts, type LevelSums, scoreOf } from './score.ts';
import { signLimitOf } from './signs.ts';
import {
  addUniformDistances,
  emptyUniformDistances,
  uniformAreaLimit,
  uniformAreasOf,
} from './uniform-areas.ts';

/** An original, prepared once for the comparison with many results. */
export interface PreparedQualityScore {
  /** Returns the quality score of a result of the same size, 0 to 100: see `qualityScore`. */
  score(result: RgbaImage | IndexedImage): number;
}

const WHITE = 255;
const BLACK = 0;

/**
 * Returns the visual quality of a result, 0 to 100; 100 means equal. It estimates SSIMULACRA 2 (Sneyers 2023), on whose
 * scale 90 cannot be told apart side by side, 70 is high and 50 medium quality.
 *
 * Like SSIMULACRA 2, it compares structure and contrast in lightness and two color channels, on five scales.
 * Translucent pixels are compared on white and on black, and the lower score counts. Five limits lower the score for faults that a mean hides. Two apply only to flat graphics: the 99.9th percentile of the errors of opaque pixels, and the errors of uniform areas.
 * The others are the largest error of a sign (a small region in a rare color), banding, and streaks.
 *
 * Images of more than 2²¹ pixels are sampled in bands of rows. The same images return the same score on every machine.
 *
 * @throws QuantizeError if an image is invalid, or the two differ in size.
 * @example
 * const score = qualityScore(image, quantize(image, { maxColors: 64 })); // 81.3
 */
export function qualityScore(original: RgbaImage, result: RgbaImage | IndexedImage): number {
  return prepareQualityScore(original).score(result);
}

/**
 * Prepares an original for the comparison with many results. Takes 20 bytes per compared pixel, 39 with alpha.
 *
 * @throws QuantizeError if the image is invalid.
 */
export function prepareQualityScore(original: RgbaImage): PreparedQualityScore {
  pixelsOf(original, 'keep'); // throws if the image is invalid
  const { height, width } = original;
  const bands = bandsOf(original);
  const levels = levelsOf(original);
  const painter = painterOf(original);
  const pyramidsOn = (ground: number) =>
    bands.map((band) => paint(painter, band, ground, createPyramid(width, band.rows, levels)));
  const onWhite = pyramidsOn(WHITE);
  const isFlatGraphics = hasFlatGraphics(original, bands);
  const uniformAreas = isFlatGraphics ? uniformAreasOf(original, bands) : [];
  const onBlack = isTranslucent(original) ? pyramidsOn(BLACK) : onWhite;
  const artifactsOnWhite = prepareArtifacts(onWhite, bands, original);
  const artifactsOnBlack =
    onBlack === onWhite ? artifactsOnWhite : prepareArtifacts(onBlack, bands, original);
  const rows = bands[0]?.rows ?? 0;
  const lastRows = bands.at(-1)?.rows ?? 0;
  const scratch = createPyramid(width, rows, levels);
  const lastScratch = lastRows === rows ? scratch : createPyramid(width, lastRows, levels);

  const compare = createCompare(width);
  const signLimit = signLimitOf(original);

  const scoreOn = (
    ground: number,
    originals: readonly Pyramid[],
    startArtifacts: () => Artifacts,
    paintResult: Painter,
  ): number => {
    const sumsOf = (level: number, channel: number) => (counts(level, channel) ? emptySums() : undefined);
    const sums = Array.from({ length: levels }, (_, level): LevelSums => {
      return [sumsOf(level, 0), sumsOf(level, 1), sumsOf(level, 2)];
    });
    const distances = emptyDistances();
    const uniformDistances = emptyUniformDistances();
    const artifacts = startArtifacts();
    for (const [i, band] of bands.entries()) {
      const pyramid = paint(paintResult, band, ground, band.rows === rows ? scratch : lastScratch);
      for (const [level, channels] of sums.entries()) {
        for (const [channel, sum] of channels.entries())
          if (sum) compare(originals[i]![level]![channel]!, pyramid[level]![channel]!, sum);
      }
      artifacts.add(i, pyramid);
      if (!isFlatGraphics) continue;
      addDistances(original, band, originals[i]![0]!, pyramid[0]!, distances);
      addUniformDistances(uniformAreas[i]!, originals[i]![0]!, pyramid[0]!, uniformDistances);
    }
    const limit = Math.min(scoreOf(sums, width * height), artifacts.limit());
    return isFlatGraphics
      ? Math.min(limit, percentileLimit(distances), uniformAreaLimit(uniformDistances))
      : limit;
  };
  return {
    score(result) {
      checkSize(result, original);
      if (width * height === 0) return 100;
      const paintResult = painterOf(result);
      const white = Math.min(scoreOn(WHITE, onWhite, artifactsOnWhite, paintResult), signLimit(result));
      if (onBlack === onWhite && !isTranslucent(result)) return white;
      return Math.min(white, scoreOn(BLACK, onBlack, artifactsOnBlack, paintResult));
    },
  };
}

/** Paints a band on a gray background and fills the smaller levels of its pyramid. */
function paint(painter: Painter, band: Band, ground: number, pyramid: Pyramid): Pyramid {
  painter(band, ground, pyramid[0]!);
  fillHalves(pyramid);
  return pyramid;
}

function checkSize(result: RgbaImage | IndexedImage, { height, width }: RgbaImage): void {
  const pixels = 'indices' in result ? result.indices.length : result.data.length / 4;
  if (result.width === width && result.height === height && pixels === width * height) return;
  const received = `${result.width} × ${result.height}`;
  throw new QuantizeError('invalid-dimensions', 'result', `${width} × ${height} pixels`, received);
}
