// What goes between the two sides of a port. Every message has the number of the request that it belongs to.
import type { AlphaMode, PaletteOptions, RgbaImage } from '@kcolors/core';
import type { ColorsOptions } from '@kcolors/core/palette';
import type { OpenOptions, SessionResult } from '../session/image-session.ts';
import type { ImagePreview, PreviewPicture } from '../session/preview.ts';
import type { FilePreview, PreviewOptions } from '../session/preview-file.ts';
import type {
  CompressOptions,
  CompressProgress,
  CompressResult,
  DecodedImage,
  DecodeOptions,
  PaletteEntry,
} from '../types.ts';
import type { ErrorParcel } from './errors.ts';

/** Options as they can be sent: signals and functions stay with their owner. */
export type SentOptions = Omit<CompressOptions, 'signal' | 'onProgress'>;
export interface SentOpenOptions extends Omit<OpenOptions, 'signal'> {
  /** Most pixels of the pictures that are sent back, the original and results; larger ones come smaller. @defaultValue all */
  readonly shownPixels?: number;
}
export type SentPreviewOptions = Omit<PreviewOptions, 'signal'>;

export interface CountOptions extends DecodeOptions {
  /** Counts the colors of an image in Display P3 as those of sRGB that look alike. @defaultValue false */
  readonly asSrgb?: boolean;
  /**
   * Counts pixels that blend two colors along an edge as the nearer of both, as `extractColors` does: for main colors.
   * @defaultValue false
   */
  readonly crisp?: boolean;
}

/** What the side that has the image files asks for. Its `id` is new for each; a session is known by that of its opening. */
export type Request =
  | {
      readonly does: 'compress-file';
      readonly id: number;
      readonly bytes: Uint8Array;
      readonly options: SentOptions;
      /** Whether anyone listens to its progress. */
      readonly reports: boolean;
      /** Whether the pixels of the result are wanted. */
      readonly pixels: boolean;
    }
  | {
      readonly does: 'preview-file';
      readonly id: number;
      readonly bytes: Uint8Array;
      readonly options: SentPreviewOptions;
    }
  | {
      readonly does: 'open';
      readonly id: number;
      readonly bytes: Uint8Array;
      readonly options: SentOpenOptions;
    }
  | {
      readonly does: 'compress';
      readonly id: number;
      readonly session: number;
      readonly options: SentOptions;
      readonly reports: boolean;
    }
  | {
      readonly does: 'preview';
      readonly id: number;
      readonly session: number;
      readonly options: SentOptions;
      /** Whether anyone wants the picture before the rest. */
      readonly reports: boolean;
    }
  /** Begins to count the colors of several files; what is counted is known by the `id` of this. */
  | { readonly does: 'gather'; readonly id: number; readonly alpha: AlphaMode }
  | {
      readonly does: 'count';
      readonly id: number;
      readonly gathering: number;
      readonly bytes: Uint8Array;
      readonly options: CountOptions;
    }
  | {
      readonly does: 'find-palette';
      readonly id: number;
      readonly gathering: number;
      readonly options: PaletteOptions;
    }
  | {
      readonly does: 'main-colors';
      readonly id: number;
      readonly gathering: number;
      readonly options: ColorsOptions;
    }
  /** Nobody wants what this request is about any more, or what it has opened. It is not answered. */
  | { readonly does: 'stop'; readonly id: number };

/** What the side that does the work says: how far a request is, and what became of it. */
export type Reply =
  | { readonly says: 'progress'; readonly id: number; readonly progress: CompressProgress }
  | { readonly says: 'picture'; readonly id: number; readonly picture: PreviewPicture }
  | { readonly says: 'done'; readonly id: number; readonly result: Answer }
  | { readonly says: 'failed'; readonly id: number; readonly error: ErrorParcel };

/** What is answered to each kind of request. */
export interface Answers {
  readonly 'compress-file': SentResult;
  readonly 'preview-file': FilePreview;
  readonly open: OpenedImage;
  readonly preview: SentPreview;
  readonly compress: SentSessionResult;
  readonly gather: { readonly pixels: number };
  /** All pixels so far. */
  readonly count: { readonly pixels: number };
  readonly 'find-palette': GatheredPalette;
  readonly 'main-colors': readonly PaletteEntry[];
}

export type Answer = Answers[keyof Answers];

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
  /** 4 bytes a color, to be given as `fixedColors`. */
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
