import type { Quality } from '../compress-types.ts';

/** Targets of a named quality: scores of 1 to 100, see `QualityScore.score`. */
export interface Preset {
  /** Minimum quality score of an indexed result. */
  readonly target: number;
  /** Minimum quality score of a lossy full-color result. */
  readonly lossyTarget: number;
}

/** Named value of the `quality` option. */
export type PresetName = Exclude<Quality, number>;

/**
 * Targets of the named qualities. SSIMULACRA 2 was fitted to what people see in JPEG, WebP and AVIF files: results of 90
 * cannot be told apart side by side, and 70 to 80 is high quality. Palettes need higher scores for the same look, because
 * rings and grain in flat gradients hardly lower the score. At twice their size, viewers still see rings at 90, and weak
 * rings or none at 94. At 82, viewers accept three of four results without comparing them with the original
 * (docs/blind.md). At 75 they notice coarser skies, skin and shadows.
 */
export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  'lossless-look': { target: 94, lossyTarget: 90 },
  good: { target: 82, lossyTarget: 76 },
  small: { target: 75, lossyTarget: 65 },
};

/** Named values of the `quality` option, from the best quality to the smallest files. */
export const QUALITY_NAMES = /* @__PURE__ */ Object.keys(PRESETS) as readonly PresetName[];
