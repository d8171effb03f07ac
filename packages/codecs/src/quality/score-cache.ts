import type { QuantizeOptions, RgbaImage } from '@kcolors/core';
import { type PreparedQualityScore, prepareQualityScore } from '@kcolors/core/quality-score';

/** Measurements of one trial: an image quantized with one set of options. */
export interface CachedTrial {
  readonly score: number;
  readonly isExact: boolean;
  /** Size of its file in bytes by format, encoded at effort `'fast'` or estimated. */
  readonly sizes: Map<string, number>;
}

/** Quality scores of one image, and the trials measured so far: later searches of a session reuse them. */
export interface ScoreCache {
  readonly scorer: () => PreparedQualityScore;
  /** Trials by the key of their options, see `keyOf`. */
  readonly trials: Map<string, CachedTrial>;
}

/** Creates an empty cache. The scorer is prepared on first use, unless one is given. */
export function createScoreCache(image: RgbaImage, scorer?: ScoreCache['scorer']): ScoreCache {
  let own: PreparedQualityScore | undefined;
  const prepare = () => {
    own ??= prepareQualityScore(image);
    return own;
  };
  return { scorer: scorer ?? prepare, trials: new Map() };
}

/** Returns a text that is equal for equal options. */
export const keyOf = ({ fixedColors, ...options }: QuantizeOptions): string =>
  JSON.stringify([...Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)), fixedColors?.join()]);
