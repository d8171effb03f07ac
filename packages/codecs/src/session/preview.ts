import type { QuantizeOptions, QuantizeResult, RgbaImage } from '@kcolors/core';
import { qualityScore as scoreOf } from '@kcolors/core/quality-score';
import { pause } from '@kcolors/core/threads';
import { withProfile } from '../color/carry-colors.ts';
import { type CompressSettings, planFor, quantizeOptionsFor } from '../compress-options.ts';
import type { CoreSession } from '../core-session.ts';
import { INDEXED_ENCODERS } from '../encode.ts';
import { deltaE, meanSquaredError, peakSignalToNoise } from '../image/difference.ts';
import { expandIndexed } from '../image/expand-indexed.ts';
import { flattenOnWhite } from '../image/flatten.ts';
import type { ResizedImage } from '../image/resize-decoded.ts';
import { decodeJpeg } from '../jpeg/decode.ts';
import { canBeGray, encodeRgbaJpeg } from '../jpeg/encode.ts';
import { reencodingObjection } from '../jpeg/quantization.ts';
import { selectMetadata } from '../metadata/carry-over.ts';
import { listPalette } from '../palette-entries.ts';
import { isSmall, previewFamiliesOf, rateSizeFactor } from '../quality/families.ts';
import { levelOf } from '../quality/levels.ts';
import { type QuantizedToTarget, quantizeToTarget, type TargetJob } from '../quality/quantize-to-target.ts';
import type { ScoreCache } from '../quality/score-cache.ts';
import type { IndexedFormat, InputFormat, PaletteEntry, QualityScore } from '../types.ts';
import type { Estimator } from './estimate.ts';
import { sampledSize } from './sampled-size.ts';

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
const MAX_SAMPLES = 2 ** 15;

/** A score up to this much above the target ends the search of a preview, which then needs few trials. */
const SLACK = 2;

/** Returns an estimate of the result of a compression. */
export async function makePreview(source: PreviewSource, requested: CompressSettings): Promise<ImagePreview> {
  const { bytes, core, decoded } = source;
  const settings = keepsPalette(decoded, requested) ? withAllColors(requested) : requested;
  const { keepReason, target } = planFor({ bytes, ...decoded }, settings);
  if (keepReason) {
    const image = core.previewImage;
    const same = { estimatedBytes: bytes.length, psnr: Number.POSITIVE_INFINITY, deltaE: 0 };
    return {
      ...same,
      image,
      file: async () => bytes,
      palette: [],
      format: target,
      outcome: 'kept',
      notes: [keepReason],
    };
  }
  return target === 'jpeg' ? previewFullColor(source, settings) : previewIndexed(source, target, settings);
}

/** Returns whether the palette of the file is kept, and every pixel with it. */
const keepsPalette = (
  { header, resizedFrom }: ResizedImage,
  { keepPaletteOrder, palette }: CompressSettings,
): boolean => keepPaletteOrder && !palette && !resizedFrom && header.colorModel === 'indexed';

function withAllColors({ quality: _, quantize, ...rest }: CompressSettings): CompressSettings {
  return { ...rest, quantize: { ...quantize, maxColors: 256 } };
}

async function previewIndexed(
  source: PreviewSource,
  target: IndexedFormat,
  settings: CompressSettings,
): Promise<ImagePreview> {
  const { core, decoded, estimator } = source;
  const {
    sizeFactor = 1,
    result,
    qualityScore,
    notes,
    ...picture
  } = await quantizePreview(source, target, settings);
  const { metadata } = selectMetadata(decoded.metadata, 'RGB ', settings.metadata);
  const parts = {
    picture: sizeFactor * (await sampledSize(target, result, scaleOf(decoded, result))),
    metadata: await estimator.metadataBytes(target, metadata),
  };
  return {
    ...picture,
    estimatedBytes: estimator.estimate(target, settings, parts),
    psnr: peakSignalToNoise(result.mse),
    deltaE: deltaE(core.previewImage, picture.image, MAX_SAMPLES),
    qualityScore,
    format: target,
    file: async () => (await INDEXED_ENCODERS[target](result, {}, 'fast')).bytes,
    outcome: 'compressed',
    notes,
  };
}

/**
 * Quantizes the preview image to the number of colors or the quality in the settings. `sizeFactor` estimates how much smaller
 * the full search will make the file.
 */
async function quantizePreview(
  { core, decoded, scores, onPicture }: PreviewSource,
  target: IndexedFormat,
  settings: CompressSettings,
): Promise<PreviewPicture & Omit<QuantizedToTarget, 'options'> & { readonly sizeFactor?: number }> {
  const { quality, signal } = settings;
  const { effort: _, ...baseOptions } = quantizeOptionsFor(target, settings, core.previewImage); // previews are quick
  const quantize = (options: QuantizeOptions): QuantizeResult => {
    const { session, changes } = core.for(options);
    return session.preview(changes);
  };
  if (quality === undefined) {
    const result = quantize(baseOptions);
    const picture = pictureOf(result);
    if (onPicture) {
      onPicture(picture);
      await pause(); // so that the host can show it
    }
    const qualityScore = { score: scores.scorer().score(result), colors: result.palette.length / 4 };
    return { ...picture, result, qualityScore, notes: [] };
  }
  const job: Omit<TargetJob, 'families'> = {
    target: levelOf(quality).target,
    slack: SLACK,
    scores,
    async quantize(options) {
      await pause();
      signal?.throwIfAborted();
      return quantize(options);
    },
    format: target,
    sizeOf: (each) => sampledSize(target, each),
  };
  const small = isSmall(decoded.image);
  let chosen: QuantizedToTarget | undefined;
  for (const families of previewFamiliesOf(baseOptions, small)) {
    const next = await quantizeToTarget({ ...job, families });
    if (!chosen || next.qualityScore.score > chosen.qualityScore.score) chosen = next;
    if (chosen.qualityScore.reached) break;
  }
  const { qualityScore, notes, options, result } = chosen!;
  const isFinal = result.mse === 0 || !qualityScore.reached || options.rate !== undefined;
  const sizeFactor = isFinal ? 1 : rateSizeFactor(baseOptions, small, target, levelOf(quality).target);
  return { ...pictureOf(result), result, qualityScore, notes, sizeFactor };
}

const pictureOf = (result: QuantizeResult): PreviewPicture => ({
  image: expandIndexed(result),
  palette: listPalette(result),
});

async function previewFullColor(
  { bytes: original, core, decoded, estimator, scores }: PreviewSource,
  settings: CompressSettings,
): Promise<ImagePreview> {
  const { jpegQuality, maxPixels } = settings;
  const { header } = decoded;
  const all = withProfile('jpeg', decoded.metadata);
  const flat = flattenOnWhite(core.previewImage);
  const { metadata } = selectMetadata(all, canBeGray(flat, all) ? 'GRAY' : 'RGB ', settings.metadata);
  const { bytes } = await encodeRgbaJpeg(flat, jpegQuality, metadata);
  const { image } = await decodeJpeg(bytes, maxPixels);
  const metadataBytes = await estimator.metadataBytes('jpeg', metadata);
  const parts = {
    picture: (bytes.length - metadataBytes) * scaleOf(decoded, image),
    metadata: metadataBytes,
  };
  const reason =
    header.format === 'jpeg' && !decoded.resizedFrom && reencodingObjection(original, bytes, jpegQuality);
  return {
    image,
    palette: [],
    estimatedBytes: estimator.estimate('jpeg', settings, parts),
    psnr: peakSignalToNoise(meanSquaredError(flat, image)),
    deltaE: deltaE(flat, image, MAX_SAMPLES),
    qualityScore: {
      score: flat === core.previewImage ? scores.scorer().score(image) : scoreOf(flat, image),
      colors: 0,
    },
    format: 'jpeg',
    file: async () => bytes,
    ...(reason ? { outcome: 'kept', notes: [reason] } : { outcome: 'compressed', notes: [] }),
  };
}

/** Returns the ratio of the number of pixels of the image to that of its preview. */
const scaleOf = ({ image }: ResizedImage, { width, height }: Pick<RgbaImage, 'height' | 'width'>): number =>
  (image.width * image.height) / (width * height);
