import { findQuality, type QualityRange } from '../lossy/find-quality.ts';

/** A search for the best setting whose file is small enough. */
export interface FitJob {
  /** Maximum number of bytes. */
  readonly limit: number;
  /** Settings to try; files grow with them. */
  readonly range: QualityRange;
  /** Usual growth of a file per unit of the setting, as a logarithm to the base of 2. */
  readonly growth: number;
  /** Setting to try first. */
  readonly start: number;
}

/** Result of a search. */
export interface Fitted<Encoded> {
  /** The largest file that fits, or the smallest file if none does. */
  readonly best: Encoded;
  readonly fits: boolean;
}

/** Share of the limit that ends the search. */
export const FULL = 0.97;
const MAX_TRIES = 9;

/** Searches the highest setting whose file has at most `limit` bytes. */
export async function fitBytes<Encoded extends { readonly bytes: Uint8Array }>(
  { growth, limit, range, start }: FitJob,
  encode: (setting: number) => Promise<Encoded>,
): Promise<Fitted<Encoded>> {
  // The mirror image of the search for the lowest quality that reaches a score.
  const mirrored = { min: -range.max, max: -range.min, step: range.step };
  const curve = {
    qualities: [mirrored.min, mirrored.max],
    scores: [growth * mirrored.min, growth * mirrored.max],
  };
  const goal = {
    target: -Math.log2(limit),
    tolerance: -Math.log2(FULL),
    maxTries: MAX_TRIES,
    start: -start,
  };
  const { best, reached } = await findQuality(curve, mirrored, goal, async (quality) => {
    const encoded = await encode(-quality);
    return { quality, score: -Math.log2(encoded.bytes.length), encoded };
  });
  return { best: best.encoded, fits: reached };
}
