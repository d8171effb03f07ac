import { QuantizeError } from '../errors.ts';
import { pixelsOf } from '../image/pixels.ts';
import type { IndexedImage, RgbaImage } from '../types.ts';
import { type Artifacts, prepareArtifacts } from './artifacts.ts';
import { bandsOf, levelsOf, partsOf, pyramidAt } from './bands.ts';
import { type ScoreKernels, sharedKernels } from './kernels/kernels.ts';
import { compareParts } from './parts.ts';
import { addDistances, emptyDistances, hasFlatGraphics, percentileLimit } from './percentile-error.ts';
import { isTranslucent, type RowSource, rowsOf } from './rows.ts';
import { createScales, fillScales } from './scales.ts';
import { signLimitOf } from './signs.ts';
import { addErrors, KEPT_ROWS, noErrors, type Structure, structureOf } from './structure.ts';
import {
  addUniformDistances,
  emptyUniformDistances,
  uniformAreaLimit,
  uniformAreasOf,
} from './uniform-areas.ts';
import { closenessOf, scoreOf } from './weights.ts';

/**
 * Kind of a result: reduced to a palette, or stored in full color by a lossy codec such as JPEG, WebP or AVIF. SSIMULACRA 2
 * was fitted to the faults of lossy codecs, and hardly sees those of palettes.
 */
export type ResultKind = 'indexed' | 'full-color';

/** An original, prepared once for the comparison with many results. */
export interface PreparedQualityScore {
  /** Returns the quality score of a result of the same size, 0 to 100: see `qualityScore`. */
  score(result: RgbaImage | IndexedImage, kind?: ResultKind): number;
}

const WHITE = 255;
const BLACK = 0;

/**
 * Returns the visual quality of a result, 0 to 100; 100 means equal. It is the score of SSIMULACRA 2.1 (Sneyers 2023), on
 * whose scale 90 cannot be told apart side by side, 70 is high and 50 medium quality. Below 0 it is 0. Translucent pixels
 * are compared on white and on black, and the lower score counts.
 *
 * For an indexed result, five limits lower the score for faults that a mean hides. Two apply only to flat graphics: the
 * 99.9th percentile of the errors of opaque pixels, and the errors of uniform areas. The others are the largest error of a
 * sign (a small region in a rare color), banding, and streaks. Besides, errors count up to three times in images below
 * 300 × 300 pixels, which are viewed from closer. For a full-color result, only lost signs of flat graphics lower the score.
 *
 * Indexed results of more than 2²¹ pixels are sampled in bands of rows, and full-color ones of more than 2²⁴ pixels in eight
 * parts. The same images return the same score on every machine.
 *
 * @param kind - kind of the result. @defaultValue 'indexed'
 * @throws QuantizeError if an image is invalid, or the two differ in size.
 * @example
 * const score = qualityScore(image, quantize(image, { maxColors: 64 })); // 81.3
 */
export function qualityScore(
  original: RgbaImage,
  result: RgbaImage | IndexedImage,
  kind: ResultKind = 'indexed',
): number {
  return prepareQualityScore(original).score(result, kind);
}

/**
 * Prepares an original for the comparison with many results. Takes about 33 bytes per compared pixel, twice as many with
 * alpha.
 *
 * @throws QuantizeError if the image is invalid.
 */
export function prepareQualityScore(original: RgbaImage): PreparedQualityScore {
  return prepareWith(sharedKernels(), original);
}

/** An original on a gray background. */
interface Ground {
  readonly background: number;
  /** Measures the bands of the original, once. Full-color results of large images do without. */
  readonly measured: () => Measured;
}

interface Measured {
  readonly structure: Structure;
  readonly startArtifacts: () => Artifacts;
}

/** Prepares an original for the comparison by some kernels. */
export function prepareWith(kernels: ScoreKernels, original: RgbaImage): PreparedQualityScore {
  pixelsOf(original, 'keep'); // throws if the image is invalid
  const { height, width } = original;
  const stack = createStack(original);
  const { bands, levels, rows, tops } = stack;
  const parts = partsOf(original);
  const measure = (background: number): Measured => {
    const scales = createScales(width, rows);
    const source = rowsOf(original);
    for (const [i, band] of bands.entries()) fillScales(kernels, source, band, background, scales, tops[i]!);
    let artifacts: (() => Artifacts) | undefined; // full-color results need none
    return {
      structure: structureOf(kernels, scales, rows),
      startArtifacts() {
        const pyramids = () => bands.map((band, i) => pyramidAt(scales, tops[i]!, band.rows, levels));
        artifacts ??= prepareArtifacts(pyramids(), bands, original);
        return artifacts();
      },
    };
  };
  const groundOn = (background: number): Ground => {
    let known: Measured | undefined;
    return {
      background,
      measured() {
        known ??= measure(background);
        return known;
      },
    };
  };
  if (width * height === 0) {
    return {
      score(result) {
        checkSize(result, original);
        return 100;
      },
    };
  }
  const isFlatGraphics = hasFlatGraphics(original, bands);
  const uniformAreas = isFlatGraphics ? uniformAreasOf(original, bands) : [];
  const onWhite = groundOn(WHITE);
  const isOpaque = !isTranslucent(original);
  const onBlack = isOpaque ? { ...onWhite, background: BLACK } : groundOn(BLACK);
  const scratch = createScales(width, bands[0]!.rows, KEPT_ROWS);
  let limit: ReturnType<typeof signLimitOf> | undefined;
  const signLimit = (result: RgbaImage | IndexedImage) => {
    limit ??= signLimitOf(original);
    return limit(result);
  };
  const closeness = closenessOf(original);

  const scoreIndexedOn = ({ background, measured }: Ground, source: RowSource): number => {
    const { startArtifacts, structure } = measured();
    const errors = noErrors(structure);
    const distances = emptyDistances();
    const uniformDistances = emptyUniformDistances();
    const artifacts = startArtifacts();
    for (const [i, band] of bands.entries()) {
      const top = tops[i]!;
      fillScales(kernels, source, band, background, scratch, 0, KEPT_ROWS);
      const pyramid = pyramidAt(scratch, 0, band.rows, levels, KEPT_ROWS);
      artifacts.add(i, pyramid);
      if (isFlatGraphics) {
        const [planes] = pyramidAt(structure.scales, top, band.rows, 1);
        addDistances(original, band, planes!, pyramid[0]!, distances);
        addUniformDistances(uniformAreas[i]!, planes!, pyramid[0]!, uniformDistances);
      }
      addErrors(kernels, structure, scratch, top, band.rows, errors);
    }
    const limit = Math.min(scoreOf(errors, closeness), artifacts.limit());
    return isFlatGraphics
      ? Math.min(limit, percentileLimit(distances), uniformAreaLimit(uniformDistances))
      : limit;
  };
  const scoreFullColorOn = ({ background, measured }: Ground, source: RowSource): number => {
    if (parts.length > 1) return scoreOf(compareParts(kernels, original, source, background, parts), 1);
    const { structure } = measured();
    const errors = noErrors(structure);
    for (const [i, band] of bands.entries()) {
      fillScales(kernels, source, band, background, scratch, 0, KEPT_ROWS);
      addErrors(kernels, structure, scratch, tops[i]!, band.rows, errors);
    }
    return scoreOf(errors, 1);
  };
  return {
    score(result, kind = 'indexed') {
      checkSize(result, original);
      const source = rowsOf(result);
      const scoreOn = kind === 'indexed' ? scoreIndexedOn : scoreFullColorOn;
      const hasSigns = kind === 'indexed' || isFlatGraphics;
      const white = Math.min(scoreOn(onWhite, source), hasSigns ? signLimit(result) : 100);
      if (isOpaque && !isTranslucent(result)) return white;
      return Math.min(white, scoreOn(onBlack, source));
    },
  };
}

/** Returns the bands of an image as one image, with the first row of each. */
function createStack(image: RgbaImage) {
  const bands = bandsOf(image);
  const tops: number[] = [];
  let rows = 0;
  for (const band of bands) {
    tops.push(rows);
    rows += band.rows;
  }
  return { bands, levels: levelsOf(image), rows, tops };
}

function checkSize(result: RgbaImage | IndexedImage, { height, width }: RgbaImage): void {
  const pixels = 'indices' in result ? result.indices.length : result.data.length / 4;
  if (result.width === width && result.height === height && pixels === width * height) return;
  const received = `${result.width} × ${result.height}`;
  throw new QuantizeError('invalid-dimensions', 'result', `${width} × ${height} pixels`, received);
}
