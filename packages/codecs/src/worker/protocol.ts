// What hosts ask of a thread with the codecs, and what they get.
import type { AlphaMode, PaletteOptions, RgbaImage } from '@kcolors/core';
import type { ColorsOptions } from '@kcolors/core/palette';
import type { OpenOptions, SessionResult } from '../session/image-session.ts';
import type { ImagePreview } from '../session/preview.ts';
import type { FilePreview, PreviewOptions } from '../session/preview-file.ts';
import type {
  CompressOptions,
  CompressProgress,
  CompressResult,
  DecodedImage,
  DecodeOptions,
  PaletteEntry,
} from '../types.ts';

/** Options as they can be sent: signals and functions stay with their owner. */
export type SentOptions = Omit<CompressOptions, 'signal' | 'onProgress'>;
export interface SentOpenOptions extends Omit<OpenOptions, 'signal'> {
  /** Most pixels of the pictures that are sent back, the original and results; larger ones come smaller. @defaultValue all */
  readonly shownPixels?: number;
}
export type SentPreviewOptions = Omit<PreviewOptions, 'signal'>;

/** Who waits for a call. */
export interface Listener {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: CompressProgress) => void) | undefined;
}

/** Who waits for a call that takes bytes. */
export interface Sender {
  readonly signal?: AbortSignal | undefined;
  /**
   * Hands the bytes over instead of copying them: the caller's array is empty from then on. For large files, which take a
   * page's time to copy; an array that is a part of a larger buffer is copied all the same. @defaultValue false
   */
  readonly transfer?: boolean;
}

export interface CountOptions extends DecodeOptions {
  /** Counts the colors of an image in Display P3 as those of sRGB that look alike. @defaultValue false */
  readonly asSrgb?: boolean;
  /**
   * Counts pixels that blend two colors along an edge as the nearer of both, as `extractColors` does: for main colors.
   * @defaultValue false
   */
  readonly crisp?: boolean;
}

/**
 * What a thread with the codecs does. A session, or what is counted of several files, is known by the call that began it.
 * Files are compressed one after another, since each takes memory; sessions are served meanwhile, between two steps.
 */
export interface CodecTasks {
  /** @param pixels Whether the pixels of the result are wanted. */
  compressFile(bytes: Uint8Array, options: SentOptions, pixels: boolean): SentResult;
  previewFile(bytes: Uint8Array, options: SentPreviewOptions): FilePreview;
  openSession(bytes: Uint8Array, options: SentOpenOptions): OpenedImage;
  compressInSession(session: number, options: SentOptions): SentSessionResult;
  previewInSession(session: number, options: SentOptions): SentPreview;
  /** Begins to count the colors of several files. */
  beginCount(alpha: AlphaMode): void;
  /** Adds a file; gives the pixels of all so far. */
  countFile(count: number, bytes: Uint8Array, options: CountOptions): number;
  findPalette(count: number, options: PaletteOptions): GatheredPalette;
  findMainColors(count: number, options: ColorsOptions): readonly PaletteEntry[];
}

/** A result without its pixels, or with those of the result as `image`. */
export interface SentResult extends Omit<CompressResult, 'pixels'> {
  readonly image?: RgbaImage;
}

/** A preview of a session, without its file. */
export type SentPreview = Omit<ImagePreview, 'file'>;

/** A result of a session, with the pixels of the result, or a smaller picture of more than `shownPixels`. */
export interface SentSessionResult extends Omit<SessionResult, 'pixels'> {
  readonly image: RgbaImage;
}

/** One palette for all files of a gathering. */
export interface GatheredPalette {
  /** 4 bytes per color, to be given as `fixedColors`. */
  readonly paletteBytes: Uint8Array;
  /** The same, with the share of all pixels that have each. */
  readonly palette: readonly PaletteEntry[];
}

export interface OpenedImage {
  /** Its picture is smaller where it has more than `shownPixels`. */
  readonly original: DecodedImage;
  /** Size of the file's own picture, upright. */
  readonly width: number;
  readonly height: number;
  readonly proxy: RgbaImage;
}
