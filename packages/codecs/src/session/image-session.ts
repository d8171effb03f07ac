import { type Progress, QuantizeError, type QuantizeOptions, type RgbaImage } from '@kcolors/core';
import { compressDecoded } from '../compress-decoded.ts';
import { type CompressSettings, planFor, resolveCompressOptions } from '../compress-options.ts';
import type { CompressOptions, CompressResult, QualityScore } from '../compress-types.ts';
import { DEFAULT_MAX_PIXELS } from '../constants.ts';
import { supersededCall } from '../core-session.ts';
import { decodeImage } from '../decode.ts';
import { guarded } from '../guard.ts';
import { deltaE } from '../image/difference.ts';
import { flattenOnWhite } from '../image/flatten.ts';
import type { DecodedImage, DecodeOptions } from '../types.ts';
import type { Source } from '../ways.ts';
import type { ImagePreview, PreviewPicture } from './image-preview.ts';
import { makePreview } from './preview.ts';
import { openSessionImages, type SessionImage } from './session-images.ts';

/** Options of `openImage`. */
export interface OpenOptions extends DecodeOptions {
  /** Maximum number of pixels of the preview image. @defaultValue 2²⁰ */
  readonly maxPreviewPixels?: number;
  /**
   * Options that the first call will probably have: colors are counted for its `objective`, `space` and `alpha`. @defaultValue {}
   */
  readonly quantize?: QuantizeOptions;
  /** Aborts the opening; the promise is rejected with `signal.reason`. */
  readonly signal?: AbortSignal;
}

/** Options of a session's `compress`. `openImage` sets `maxPixels` and `decoders`. A session does not choose a size by itself. */
export type SessionCompressOptions = Omit<CompressOptions, 'allowResize' | 'decoders' | 'maxPixels'>;

/** Options of a session's `preview`. */
export interface SessionPreviewOptions extends Omit<SessionCompressOptions, 'maxBytes'> {
  /**
   * Called with the picture before its size and its quality score are known, for low latency while a slider is dragged.
   * Do not modify the picture before the preview is done. It is not called if `quality` is set, if the result is a full-color JPEG, or if the original is kept.
   */
  readonly onPicture?: (picture: PreviewPicture) => void;
}

/** Result of a session's `compress`. */
export interface SessionResult extends CompressResult {
  /**
   * Mean color difference ΔE OK × 100: the Euclidean distance in Oklab times 100, over at most 2¹⁸ evenly spaced visible
   * pixels. About 2 is just noticeable; 0 if nothing differs.
   */
  readonly deltaE: number;
  /** Visual quality of the new encoding. */
  readonly qualityScore: QualityScore;
}

/**
 * An image file that is compressed repeatedly with changing options. It is decoded once, and its colors are counted
 * once; with `resize`, once for each new size.
 */
export interface ImageSession {
  /** The image of the file. */
  readonly original: DecodedImage;
  /** Size of the original in bytes. */
  readonly bytesBefore: number;
  /** Pixels per row of the original after the orientation is applied. */
  readonly width: number;
  /** Rows of the original after the orientation is applied. */
  readonly height: number;
  /** The preview image, from which previews without `resize` are computed: the original, or a smaller copy of a large one. */
  readonly previewImage: RgbaImage;
  /**
   * Returns an estimate of the result of `compress` in a fraction of the time.
   * @throws as `compressImage`; {QuantizeError} `'closed'` if the session is closed.
   */
  preview(options?: SessionPreviewOptions): Promise<ImagePreview>;
  /**
   * Compresses the file to the same bytes as `compressImage` with these options. The latest call wins: a later call
   * rejects one that is still quantizing.
   * @throws as `compressImage`; {QuantizeError} `'superseded'` if a later call wins, `'closed'` if the session is closed.
   */
  compress(options?: SessionCompressOptions): Promise<SessionResult>;
  /** Frees the memory. Running and later calls are rejected with QuantizeError `'closed'`. */
  close(): void;
}

/**
 * Opens a session over an image file.
 *
 * @param bytes - a PNG, JPEG, WebP, GIF, BMP, TIFF or ICO file, or AVIF or HEIC with `decoders`. It is not copied: do not modify it before the session is closed.
 * @throws {CodecError} the codes of `decodeImage`; `'invalid-option'` for an invalid option.
 * @throws {QuantizeError} if an option in `quantize` is invalid.
 * @throws `signal.reason` if the signal is aborted.
 * @example
 * const session = await openImage(await readFile('photo.png'));
 * const { image, estimatedBytes } = await session.preview({ quantize: { maxColors: 32 } });
 * const { bytes } = await session.compress({ quantize: { maxColors: 32 } });
 */
export function openImage(bytes: Uint8Array, options: OpenOptions = {}): Promise<ImageSession> {
  return guarded('read', options, (checked) => open(bytes, checked));
}

async function open(bytes: Uint8Array, options: OpenOptions): Promise<ImageSession> {
  const {
    decoders,
    maxPixels = DEFAULT_MAX_PIXELS,
    maxPreviewPixels,
    quantize: first = {},
    signal,
  } = options;
  signal?.throwIfAborted();
  const decoded = await decodeImage(bytes, { maxPixels, ...(decoders && { decoders }) });
  signal?.throwIfAborted();
  const { image } = decoded;
  const images = openSessionImages(bytes, decoded, first, maxPreviewPixels);
  const { core } = images.original;
  let calls = 0;

  /** Runs a call, and rejects it if the session is closed before or during its work. */
  const whileOpen = async <Result>(
    callOptions: SessionCompressOptions,
    work: (image: SessionImage, settings: CompressSettings, call: number) => Promise<Result>,
  ): Promise<Result> => {
    const settings = {
      ...resolveCompressOptions({ ...callOptions, ...(decoders && { decoders }) }),
      maxPixels,
    };
    settings.signal?.throwIfAborted();
    core.checkOpen();
    const call = ++calls;
    const result = await images.use(settings, (each) => work(each, settings, call));
    settings.signal?.throwIfAborted();
    core.checkOpen();
    return result;
  };

  const compress = async (
    { core: colors, decoded: source, estimator, scores }: SessionImage,
    settings: CompressSettings,
    call: number,
  ): Promise<SessionResult> => {
    const { keepReason, target } = planFor({ bytes, ...source }, settings);
    const quantize: Source['quantize'] = (quantizeOptions) => {
      core.checkOpen();
      if (call !== calls) throw supersededCall(); // between two trials of a search
      const { session, changes } = colors.for(quantizeOptions);
      return whileUnchanged(core.checkOpen, session.quantizeSteps(changes));
    };
    const { qualityScore = { score: 100, colors: 0 }, ...result } = await compressDecoded(
      { bytes, decoded: source, quantize, scores },
      settings,
    );
    if (keepReason || result.outcome === 'stripped') return { ...result, qualityScore, deltaE: 0 };
    estimator.learn(target, settings, result.bytesAfter);
    const reference = target === 'jpeg' ? flattenOnWhite(source.image) : source.image;
    return { ...result, qualityScore, deltaE: deltaE(reference, result.pixels.result) };
  };

  return {
    original: decoded,
    bytesBefore: bytes.length,
    width: image.width,
    height: image.height,
    previewImage: core.previewImage,
    preview: (options = {}) =>
      guarded('previewed', options, ({ onPicture, ...callOptions }) =>
        whileOpen(callOptions, ({ previewScores: scores, ...each }, settings) =>
          makePreview({ ...each, bytes, scores, onPicture }, settings),
        ),
      ),
    compress: (options = {}) =>
      guarded('compressed', options, (callOptions) => whileOpen(callOptions, compress)),
    close: images.close,
  };
}

/**
 * Runs the steps of a call. A later call with another objective, color space, alpha mode or engine closes the session
 * of core that they run in, which supersedes this call.
 */
function* whileUnchanged<Result>(
  checkOpen: () => void,
  steps: Generator<Progress, Result>,
): Generator<Progress, Result> {
  try {
    return yield* steps;
  } catch (error) {
    if (!(error instanceof QuantizeError && error.code === 'closed')) throw error;
    checkOpen();
    throw supersededCall();
  }
}
