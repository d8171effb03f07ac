import type { QuantizeResult, RgbaImage } from '@kcolors/core';
import { type CompressSettings, planFor, quantizeOptionsFor } from '../compress-options.ts';
import { INDEXED_ENCODERS } from '../encode.ts';
import { deltaE, meanSquaredError, peakSignalToNoise } from '../image/difference.ts';
import { expandIndexed } from '../image/expand-indexed.ts';
import { flattenOnWhite } from '../image/flatten.ts';
import { decodeJpeg } from '../jpeg/decode.ts';
import { canBeGray, encodeRgbaJpeg } from '../jpeg/encode.ts';
import { whyNotAgain } from '../jpeg/quantization.ts';
import { carryOver } from '../metadata/carry-over.ts';
import { listPalette } from '../palette-entries.ts';
import type { DecodedImage, InputFormat, OutputFormat, PaletteEntry } from '../types.ts';
import type { Estimator } from './estimate.ts';
import type { KeptSession } from './kept-session.ts';

/** What a compression would give, about, at the size of the session's `proxy`. */
export interface ImagePreview {
  /** What would be shown. */
  readonly image: RgbaImage;
  /** Colors with their share of the pixels; empty for a JPEG in full color. */
  readonly palette: readonly PaletteEntry[];
  /** About the size of the new file. */
  readonly estimatedBytes: number;
  /** Peak signal-to-noise ratio in dB, see `CompressResult.psnr`. */
  readonly psnr: number;
  /** Mean difference as the eye sees it, see `SessionResult.deltaE`. */
  readonly deltaE: number;
  /** Format of the file that would be stored. */
  readonly format: InputFormat;
  /** `image` as a file of that format, quickly packed; the original file where that is kept. */
  readonly file: Uint8Array;
  /**
   * `'kept'`: the original would stay because of what it is, and `notes` says why. Whether the result is smaller, which it
   * has to be as well, is for `estimatedBytes` to say.
   */
  readonly outcome: 'compressed' | 'kept';
  readonly notes: readonly string[];
}

/** What a session has for its previews. */
export interface Previewer {
  readonly bytes: Uint8Array;
  readonly decoded: DecodedImage;
  readonly kept: KeptSession;
  readonly estimator: Estimator;
}

/** Most pixels of a preview whose difference is measured: some milliseconds' worth. */
const MOST_SAMPLES = 2 ** 15;

/** Previews a compression. */
export async function previewImage(given: Previewer, settings: CompressSettings): Promise<ImagePreview> {
  const { bytes, decoded, kept } = given;
  const { target, keeps } = planFor(decoded.header, settings);
  if (keeps) {
    const image = kept.proxy;
    const same = { estimatedBytes: bytes.length, psnr: Number.POSITIVE_INFINITY, deltaE: 0 };
    return { ...same, image, file: bytes, palette: [], format: target, outcome: 'kept', notes: [keeps] };
  }
  return target === 'jpeg' ? previewFullColor(given, settings) : previewReduced(given, target, settings);
}

async function previewReduced(
  { decoded, estimator, kept }: Previewer,
  target: Exclude<OutputFormat, 'jpeg'>,
  settings: CompressSettings,
): Promise<ImagePreview> {
  const { effort: _, ...options } = quantizeOptionsFor(target, settings); // previews are quick
  const { session, changes } = kept.for(options);
  const result: QuantizeResult = session.preview(changes);
  const image = expandIndexed(result);
  const { bytes } = await INDEXED_ENCODERS[target](result, {}, 'fast');
  const { metadata } = carryOver(decoded.metadata, 'RGB ', settings.metadata);
  const parts = {
    picture: bytes.length * scaleOf(decoded, image),
    metadata: await estimator.metadataBytes(target, metadata),
  };
  return {
    image,
    palette: listPalette(result),
    estimatedBytes: estimator.estimate(target, settings, parts),
    psnr: peakSignalToNoise(result.mse),
    deltaE: deltaE(session.proxy, image, MOST_SAMPLES),
    format: target,
    file: bytes,
    outcome: 'compressed',
    notes: [],
  };
}

async function previewFullColor(
  { bytes: original, decoded, estimator, kept }: Previewer,
  settings: CompressSettings,
): Promise<ImagePreview> {
  const { quality, maxPixels } = settings;
  const { header, metadata: all } = decoded;
  const flat = flattenOnWhite(kept.proxy);
  const { metadata } = carryOver(all, canBeGray(flat, all) ? 'GRAY' : 'RGB ', settings.metadata);
  const { bytes } = await encodeRgbaJpeg(flat, quality, metadata);
  const { image } = await decodeJpeg(bytes, maxPixels);
  const metadataBytes = await estimator.metadataBytes('jpeg', metadata);
  const parts = {
    picture: (bytes.length - metadataBytes) * scaleOf(decoded, image),
    metadata: metadataBytes,
  };
  const reason = header.format === 'jpeg' && whyNotAgain(original, bytes, quality);
  return {
    image,
    palette: [],
    estimatedBytes: estimator.estimate('jpeg', settings, parts),
    psnr: peakSignalToNoise(meanSquaredError(flat, image)),
    deltaE: deltaE(flat, image, MOST_SAMPLES),
    format: 'jpeg',
    file: bytes,
    ...(reason ? { outcome: 'kept', notes: [reason] } : { outcome: 'compressed', notes: [] }),
  };
}

/** How many times as many pixels the image has as its preview. */
const scaleOf = ({ image }: DecodedImage, { width, height }: RgbaImage): number =>
  (image.width * image.height) / (width * height);
