// Requests to a thread that runs the codecs, and its answers.
import type { AlphaMode, PaletteOptions, RgbaImage } from '@kcolors/core';
import type { ColorsOptions } from '@kcolors/core/palette';
import type { CompressOptions, CompressProgress, CompressResult, PaletteEntry } from '../compress-types.ts';
import type { FormatHooks } from '../hooks.ts';
import type { ImagePreview } from '../session/image-preview.ts';
import type { OpenOptions, SessionResult } from '../session/image-session.ts';
import type { FilePreview, PreviewOptions } from '../session/preview-file.ts';
import type { DecodedImage, DecodeOptions } from '../types.ts';

/** Options that can be sent. Signals and functions stay with the caller. */
export type SentOptions = Omit<CompressOptions, keyof FormatHooks | 'signal' | 'onProgress'>;
export interface SentOpenOptions extends Omit<OpenOptions, 'decoders' | 'signal'> {
  /**
   * Maximum number of pixels of the images that are sent back, the original and results. Larger ones are scaled down.
   * @defaultValue no limit
   */
  readonly shownPixels?: number;
}
export type SentPreviewOptions = Omit<PreviewOptions, keyof FormatHooks | 'signal'>;

/** Options of a call: abort signal and progress. */
export interface Listener {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: CompressProgress) => void) | undefined;
}

/** Options of a call that sends bytes. */
export interface Sender {
  readonly signal?: AbortSignal | undefined;
  /**
   * Transfers the bytes instead of copying them; the caller's array is empty afterwards. Saves the time to copy large
   * files. An array that is a part of a larger buffer is copied all the same. @defaultValue false
   */
  readonly transfer?: boolean;
}

export interface CountOptions extends Omit<DecodeOptions, 'decoders'> {
  /** Converts images to sRGB before counting, by their color profiles. @defaultValue false */
  readonly asSrgb?: boolean;
  /**
   * Counts the colors for `mainColors` instead of `palette`: a pixel that blends two colors along an edge counts as the
   * nearer of the two.
   * @defaultValue false
   */
  readonly crisp?: boolean;
}

/**
 * The tasks of a thread that runs the codecs. A session or a count is identified by the call that started it. Files
 * are compressed one after another to limit memory. Sessions are served between two steps of a compression.
 */
export interface CodecTasks {
  /** @param pixels Whether the result includes its pixels. */
  compressFile(bytes: Uint8Array, options: SentOptions, pixels: boolean): SentResult;
  previewFile(bytes: Uint8Array, options: SentPreviewOptions): FilePreview;
  openSession(bytes: Uint8Array, options: SentOpenOptions): OpenedImage;
  compressInSession(session: number, options: SentOptions): SentSessionResult;
  previewInSession(session: number, options: SentOptions): SentPreview;
  /** Starts counting the colors of several files. */
  beginCount(alpha: AlphaMode): void;
  /** Adds a file. Returns the number of pixels counted so far. */
  countFile(count: number, bytes: Uint8Array, options: CountOptions): number;
  findPalette(count: number, options: PaletteOptions): GatheredPalette;
  findMainColors(count: number, options: ColorsOptions): readonly PaletteEntry[];
}

/** A result without its pixels, or with them as `image`. */
export interface SentResult extends Omit<CompressResult, 'pixels'> {
  readonly image?: RgbaImage;
}

/** A preview of a session, without its file. */
export type SentPreview = Omit<ImagePreview, 'file'>;

/** A result of a session, with its pixels. They are scaled down if there are more than `shownPixels`. */
export interface SentSessionResult extends Omit<SessionResult, 'pixels'> {
  readonly image: RgbaImage;
}

/** One palette for all files of a gathering. */
export interface GatheredPalette {
  /** The colors for `fixedColors`, 4 bytes per color. */
  readonly paletteBytes: Uint8Array;
  /** The same colors, each with its share of all pixels. */
  readonly palette: readonly PaletteEntry[];
}

export interface OpenedImage {
  /** The original. Its image is scaled down if it has more than `shownPixels`. */
  readonly original: DecodedImage;
  /** Size of the original image in the file, upright. */
  readonly width: number;
  readonly height: number;
  readonly previewImage: RgbaImage;
}
