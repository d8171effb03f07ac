import type { RgbaImage } from '@kcolors/core';
import type { PaletteEntry, QualityScore } from '../compress-types.ts';
import type { CoreSession } from '../core-session.ts';
import type { ResizedImage } from '../image/resize-decoded.ts';
import type { ScoreCache } from '../quality/score-cache.ts';
import type { InputFormat } from '../types.ts';
import type { Estimator } from './estimate.ts';

/** Estimated pixels of a result, at the size of the preview image. */
export interface PreviewPicture {
  /** RGBA pixels of the result. */
  readonly image: RgbaImage;
  /** Colors with their shares of the pixels, 0 to 1; empty for a full-color JPEG. */
  readonly palette: readonly PaletteEntry[];
}

/** Estimated result of a session's `compress`. */
export interface ImagePreview extends PreviewPicture {
  /** Estimated size of the new file in bytes. */
  readonly estimatedBytes: number;
  /** Peak signal-to-noise ratio in dB, see `CompressResult.psnr`. */
  readonly psnr: number;
  /** Mean color difference ΔE OK × 100, see `SessionResult.deltaE`. */
  readonly deltaE: number;
  /**
   * Visual quality of `image` compared with the preview image, on white for a JPEG. Absent if the original is kept without
   * encoding.
   */
  readonly qualityScore?: QualityScore;
  /** Format of the new file. */
  readonly format: InputFormat;
  /** Encodes `image` in `format` at effort `'fast'`; returns the original file if that is kept. */
  file(): Promise<Uint8Array>;
  /**
   * `'kept'`: the original would be kept, whatever the size of the result, and `notes` says why. Compare `estimatedBytes` with the size
   * of the original to find out whether a `'compressed'` result is smaller.
   */
  readonly outcome: 'compressed' | 'kept';
  /** Sentences about the result, such as why the original would be kept. */
  readonly notes: readonly string[];
}

/** State of a session that its previews use. */
export interface PreviewSource {
  readonly bytes: Uint8Array;
  readonly decoded: ResizedImage;
  readonly core: CoreSession;
  readonly estimator: Estimator;
  readonly scores: ScoreCache;
  /** See `SessionPreviewOptions.onPicture`. */
  readonly onPicture?: ((picture: PreviewPicture) => void) | undefined;
}

/** Maximum number of pixels for the color difference of a preview: they take a few milliseconds. */
export const MAX_SAMPLES: number = 2 ** 15;

/** Returns the ratio of the number of pixels of the image to that of its preview. */
export const scaleOf = (
  { image }: ResizedImage,
  { width, height }: Pick<RgbaImage, 'height' | 'width'>,
): number => (image.width * image.height) / (width * height);
