import type { Quality } from '../types.ts';

/** What a visual quality stands for. */
export interface Preset {
  /** The quality score that a result with a palette has to reach; see `Look.score`. */
  readonly target: number;
  /** The quality of a JPEG. */
  readonly jpegQuality: number;
}

export type PresetName = Exclude<Quality, number>;

/**
 * SSIMULACRA 2 calls results of 90 the same side by side; at twice their size, viewers still see rings in drawn gradients there, and
 * faint ones or none at 94. Of results of 82, viewers would take three of four unseen ones in place of the original
 * (docs/blind.md); at 75 they find coarser skies, skin and shadows. Of results that are estimated to reach a target, nine of ten
 * truly have it.
 */
export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  'lossless-look': { target: 94, jpegQuality: 90 },
  good: { target: 82, jpegQuality: 82 },
  small: { target: 75, jpegQuality: 75 },
};

/** The names of qualities, from the best to the smallest files. */
export const QUALITY_NAMES = /* @__PURE__ */ Object.keys(PRESETS) as readonly PresetName[];
