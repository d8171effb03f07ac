import type { QuantizeOptions, RgbaImage } from '@kcolors/core';
import { compressDecoded, type Source } from '../compress-decoded.ts';
import { type CompressSettings, planFor, resolveCompressOptions } from '../compress-options.ts';
import { decodeImage } from '../decode.ts';
import { guarded } from '../guard.ts';
import { deltaE } from '../image/difference.ts';
import { flattenOnWhite } from '../image/flatten.ts';
import { DEFAULT_MAX_PIXELS } from '../limits.ts';
import { createLooks } from '../quality/looks.ts';
import type { CompressOptions, CompressResult, DecodedImage, DecodeOptions, Look } from '../types.ts';
import { createEstimator } from './estimate.ts';
import { keepSession, overtaken } from './kept-session.ts';
import { type ImagePreview, type PreviewPicture, previewImage } from './preview.ts';

export interface OpenOptions extends DecodeOptions {
  /** Most pixels of the small image that previews are made of. @defaultValue 2²⁰ */
  readonly proxyPixels?: number;
  /** What the first calls will be about, as far as it is known: the image is counted in its `objective`, `space` and `alpha`. */
  readonly quantize?: QuantizeOptions;
  /** Stops the opening; the promise is rejected with `signal.reason`. */
  readonly signal?: AbortSignal;
}

/** Options of one call: `maxPixels` is that of the opening. */
export type SessionCompressOptions = Omit<CompressOptions, 'maxPixels'>;

/** Options of a preview. */
export interface SessionPreviewOptions extends SessionCompressOptions {
  /**
   * Is called with the picture as soon as it is there, before its size and its look are known: for a hand that moves. The
   * picture must stay as it is until the preview is done. Not called where a `quality` is looked for, for a JPEG in full
   * color, nor where the original stays.
   */
  readonly onPicture?: (picture: PreviewPicture) => void;
}

/** Result of a session's `compress`. */
export interface SessionResult extends CompressResult {
  /**
   * Mean difference as the eye sees it: the Euclidean distance in Oklab × 100 of the pixels that can be seen, over at most
   * 2¹⁸ of them, evenly taken; 0 when nothing differs.
   */
  readonly deltaE: number;
  readonly look: Look;
}

/** An image file that is compressed again and again while its options change: it is decoded and counted once. */
export interface ImageSession {
  readonly original: DecodedImage;
  readonly bytesBefore: number;
  /** Size as shown, upright. */
  readonly width: number;
  readonly height: number;
  /** What previews are compared with: the original where it is small, else a smaller one. */
  readonly proxy: RgbaImage;
  /** What `compress` would give, about, in a fraction of the time. */
  preview(options?: SessionPreviewOptions): Promise<ImagePreview>;
  /**
   * Compresses the file: the very bytes of `compressImage` for the same options. While its colors are counted another call
   * of the session ends it: it is rejected with QuantizeError `session-moved-on`.
   */
  compress(options?: SessionCompressOptions): Promise<SessionResult>;
  /** Frees what is kept. Calls that run and later ones are rejected with QuantizeError `session-moved-on`. */
  close(): void;
}

/**
 * Opens a session over an image file. The bytes are not copied: they must stay as they are until it is closed.
 *
 * @throws {CodecError} when the file cannot be read or an option is not what it should be.
 * @throws {QuantizeError} when an option of the quantizer is not what it should be.
 * @example
 * const session = await openImage(await readFile('photo.png'));
 * const { image, estimatedBytes } = await session.preview({ quantize: { maxColors: 32 } });
 * const { bytes } = await session.compress({ quantize: { maxColors: 32 } });
 */
export function openImage(bytes: Uint8Array, options: OpenOptions = {}): Promise<ImageSession> {
  return guarded('read', options, (given) => open(bytes, given));
}

async function open(bytes: Uint8Array, options: OpenOptions): Promise<ImageSession> {
  const { maxPixels = DEFAULT_MAX_PIXELS, proxyPixels, quantize: first = {}, signal } = options;
  signal?.throwIfAborted();
  const decoded = await decodeImage(bytes, { maxPixels });
  signal?.throwIfAborted();
  const { image } = decoded;
  const kept = keepSession(image, first, proxyPixels);
  const estimator = createEstimator();
  const looks = createLooks(image);
  const proxyLooks = createLooks(kept.proxy, kept.proxy === image ? looks.prepared : undefined);
  let calls = 0;

  /** Does what a call asks for, unless the session is closed, before or meanwhile. */
  const whileOpen = async <Result>(
    given: SessionCompressOptions,
    work: (settings: CompressSettings) => Promise<Result>,
  ): Promise<Result> => {
    const settings = { ...resolveCompressOptions(given), maxPixels };
    settings.signal?.throwIfAborted();
    kept.checkOpen();
    calls++;
    const result = await work(settings);
    settings.signal?.throwIfAborted();
    kept.checkOpen();
    return result;
  };

  const compress = async (settings: CompressSettings): Promise<SessionResult> => {
    const { keeps, target } = planFor({ bytes, ...decoded }, settings);
    const call = calls;
    const quantize: Source['quantize'] = (asked) => {
      if (call !== calls) throw overtaken(); // between two trials of a search
      const { session, changes } = kept.for(asked);
      return session.quantizeSteps(changes);
    };
    const { look = { score: 100, colors: 0 }, ...result } = await compressDecoded(
      { bytes, decoded, quantize, looks },
      settings,
    );
    if (keeps || result.outcome === 'stripped') return { ...result, look, deltaE: 0 };
    estimator.learn(target, settings, result.bytesAfter);
    const seen = target === 'jpeg' ? flattenOnWhite(image) : image;
    return { ...result, look, deltaE: deltaE(seen, result.pixels.result) };
  };

  return {
    original: decoded,
    bytesBefore: bytes.length,
    width: image.width,
    height: image.height,
    proxy: kept.proxy,
    preview: (options = {}) =>
      guarded('previewed', options, ({ onPicture, ...given }) =>
        whileOpen(given, (settings) =>
          previewImage({ bytes, decoded, kept, estimator, looks: proxyLooks, onPicture }, settings),
        ),
      ),
    compress: (options = {}) => guarded('compressed', options, (given) => whileOpen(given, compress)),
    close: kept.close,
  };
}
