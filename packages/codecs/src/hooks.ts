import type { RgbaImage } from '@kcolors/core';

/** Formats that need a decoder of the caller: this package reads only their size and metadata. */
export type ExternalFormat = 'avif' | 'heic';

/** Result of an `ImageDecoder`: 8-bit RGBA, not premultiplied. */
export interface DecodedPixels extends RgbaImage {
  /** Whether rotation and mirroring are applied already, as browsers do. @defaultValue false */
  readonly isUpright?: boolean;
  /** Whether the colors are converted to sRGB already; the color profile is then dropped. @defaultValue false */
  readonly isSrgb?: boolean;
}

/**
 * Decodes a file, or its first frame. The size was checked before. A rejection means that the file is damaged.
 */
export type ImageDecoder = (bytes: Uint8Array) => Promise<DecodedPixels>;

/** Decoders by format, such as `decodeAvif` of `@kcolors/avif`. */
export type Decoders = { readonly [Format in ExternalFormat]?: ImageDecoder };

/** Options of an `ImageEncoder`. */
export interface ImageEncoderOptions {
  /** 0 to 100, on the scale of the encoder. */
  readonly quality: number;
  readonly effort: 'fast' | 'default' | 'best';
}

/** Encodes pixels without metadata. */
export type ImageEncoder = (image: RgbaImage, options: ImageEncoderOptions) => Promise<Uint8Array>;

/** Encoders by format, such as `encodeAvif` of `@kcolors/avif`. */
export interface Encoders {
  readonly avif?: ImageEncoder;
}

/** Options that add formats. */
export interface DecoderHooks {
  /**
   * Decoders of formats that this package does not decode itself. `decodeAvif` of `@kcolors/avif` decodes AVIF
   * everywhere, and `decodeInBrowser` whatever the browser decodes. @defaultValue none
   */
  readonly decoders?: Decoders;
}

/** Options that add formats to read and to write. */
export interface FormatHooks extends DecoderHooks {
  /** Encoders of formats that this package does not encode itself. AVIF also needs its decoder. @defaultValue none */
  readonly encoders?: Encoders;
}
