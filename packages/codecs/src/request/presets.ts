import type { Quality } from '../types.ts';

/** Targets of a named quality. */
export interface Preset {
  /** Minimum quality score of an indexed result, 1 to 100; see `QualityScore.score`. */
  readonly target: number;
  /** JPEG quality, 1 to 100. */
  readonly jpegQuality: number;
}

/** Named value of the `quality` option. */
export type PresetName = Exclude<Quality, number>;

/**
 * Targets of the named qualities. SSIMULACRA 2 rates results of 90 as indistinguishable side by side. At twice their
 * size, viewers still see rings in flat gradients at 90, and weak rings or none at 94. At 82, viewers accept three of
 * four results without comparing them with the original (docs/blind.md). At 75 they notice coarser skies, skin and
 * shadows. The true score is at least the target in nine of ten results that are estimated to reach it.
 */
export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  'lossless-look': { target: 94, jpegQuality: 90 },
  good: { target: 82, jpegQuality: 82 },
  small: { target: 75, jpegQuality: 75 },
};

/** Named values of the `quality` option, from the best quality to the smallest files. */
export const QUALITY_NAMES = /* @__PURE__ */ Object.keys(PRESETS) as readonly PresetName[];
