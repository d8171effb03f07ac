import type { QuantizeOptions } from '@kcolors/core';
import { resizedSize } from '@kcolors/core/resize';
import type { CompressSettings } from '../compress-options.ts';
import { type CoreSession, openCoreSession } from '../core-session.ts';
import type { ResizedImage } from '../image/resize-decoded.ts';
import { createScoreCache, type ScoreCache } from '../quality/score-cache.ts';
import { isReducedBy, resizeSource } from '../resize-source.ts';
import { createEstimator, type Estimator } from './estimate.ts';

/** The original of a session or a resized copy, with what its calls share. */
export interface SessionImage {
  readonly decoded: ResizedImage;
  readonly core: CoreSession;
  readonly estimator: Estimator;
  readonly scores: ScoreCache;
  readonly previewScores: ScoreCache;
}

/** The images of a session. */
export interface SessionImages {
  readonly original: SessionImage;
  /** Runs a call on the image that its settings require. */
  use<Result>(settings: CompressSettings, work: (image: SessionImage) => Promise<Result>): Promise<Result>;
  /** Frees the memory; running calls are rejected. */
  close(): void;
}

/** A resized image with its number of running calls. */
interface Resized {
  readonly key: string;
  readonly image: SessionImage;
  calls: number;
}

/** Opens the images of a session: the original, and the last resized one, which is kept for further calls. */
export function openSessionImages(
  bytes: Uint8Array,
  original: ResizedImage,
  first: QuantizeOptions,
  maxPreviewPixels: number | undefined,
): SessionImages {
  const open = (decoded: ResizedImage, quantize: QuantizeOptions): SessionImage => {
    const core = openCoreSession(decoded.image, quantize, maxPreviewPixels);
    const scores = createScoreCache(decoded.image);
    const isWhole = core.previewImage === decoded.image;
    const previewScores = createScoreCache(core.previewImage, isWhole ? scores.scorer : undefined);
    return { decoded, core, estimator: createEstimator(), scores, previewScores };
  };
  const images = { original: open(original, first) };
  let last: Resized | undefined;
  const closeUnused = (resized: Resized | undefined) => {
    if (resized && resized !== last && resized.calls === 0) resized.image.core.close();
  };

  /** Returns the resized image of some settings, with one more call. */
  const resizedFor = async (settings: CompressSettings): Promise<Resized> => {
    const { filter, ...limits } = settings.resize!;
    const { height, width } = resizedSize(original.image, limits);
    const key = [width, height, filter].join(' ');
    const decoded = last?.key === key ? undefined : await resizeSource(bytes, original, settings);
    images.original.core.checkOpen();
    if (decoded && last?.key !== key) {
      const before = last;
      last = { key, image: open(decoded, settings.quantize), calls: 0 };
      closeUnused(before);
    }
    last!.calls++;
    return last!;
  };

  return {
    ...images,
    async use(settings, work) {
      if (!isReducedBy(bytes, original, settings)) return work(images.original);
      const resized = await resizedFor(settings);
      try {
        return await work(resized.image);
      } finally {
        resized.calls--;
        closeUnused(resized);
      }
    },
    close() {
      images.original.core.close();
      last?.image.core.close();
      last = undefined;
    },
  };
}
