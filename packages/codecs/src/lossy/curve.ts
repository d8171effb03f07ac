/**
 * Typical quality scores of a lossy codec by its quality setting. The curve of one image is about this curve, shifted
 * along the quality.
 */
export interface Curve {
  /** Qualities, rising. */
  readonly qualities: readonly number[];
  /** Typical score at each quality, rising. */
  readonly scores: readonly number[];
}

/** Returns the quality at which a typical image has this score. Beyond its ends the curve goes on straight. */
export const typicalQuality = ({ qualities, scores }: Curve, score: number): number =>
  interpolate(scores, qualities, score);

function interpolate(from: readonly number[], to: readonly number[], at: number): number {
  let i = 1;
  while (i < from.length - 1 && from[i]! < at) i++;
  const share = (at - from[i - 1]!) / (from[i]! - from[i - 1]!);
  return to[i - 1]! + share * (to[i]! - to[i - 1]!);
}
