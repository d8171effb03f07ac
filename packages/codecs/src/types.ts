import type { RgbaImage } from '@kcolors/core';
import type { DecoderHooks, ExternalFormat } from './hooks.ts';

/** File formats that can be read. */
export type InputFormat = 'png' | 'jpeg' | 'webp' | 'gif' | 'bmp' | 'tiff' | 'ico' | ExternalFormat;
/** File formats that can be written. */
export type OutputFormat = 'png' | 'webp' | 'gif' | 'jpeg' | 'avif';

/** Output formats that are written from a palette and indices. */
export type IndexedFormat = Exclude<OutputFormat, 'jpeg' | 'avif'>;

/** Output formats with lossy full-color pixels. */
export type LossyFormat = 'jpeg' | 'webp' | 'avif';

/** Output formats with exact full-color pixels. */
export type LosslessFormat = 'png' | 'webp';

/** Properties of an image file, read before any pixel is decoded. */
export interface ImageHeader {
  readonly format: InputFormat;
  /** Pixels per row as stored, before the orientation is applied. */
  readonly width: number;
  /** Rows as stored, before the orientation is applied. */
  readonly height: number;
  /** Bits per channel as stored, such as 16 for a 16-bit PNG. */
  readonly bitDepth: number;
  /** Whether the file has more than one frame. */
  readonly animated: boolean;
  /** How colors are stored. */
  readonly colorModel: 'rgb' | 'gray' | 'indexed' | 'cmyk';
}

/** Color space of stored colors. `'other'` is anything but sRGB and Display P3. */
export type ColorSpace = 'srgb' | 'display-p3' | 'other';

/**
 * Metadata worth keeping. It describes the decoded, upright pixels: the orientation in `exif` is 1, because
 * decoding has applied it.
 */
export interface Metadata {
  /** ICC color profile, uncompressed. */
  readonly icc?: Uint8Array;
  /** EXIF as a TIFF structure (`II*\0` or `MM\0*`). */
  readonly exif?: Uint8Array;
  /** XMP packet, UTF-8. */
  readonly xmp?: Uint8Array;
  /** PNG chunks that are copied unchanged: gAMA, cHRM, sRGB, cICP, mDCV, cLLI, tEXt, zTXt, iTXt, tIME. */
  readonly chunks?: readonly { readonly type: string; readonly data: Uint8Array }[];
  /** JPEG segments that are copied unchanged: comments, IPTC, extended XMP and data of other programs. */
  readonly segments?: readonly { readonly marker: number; readonly data: Uint8Array }[];
  /** Pixels per meter. */
  readonly density?: { readonly x: number; readonly y: number };
}

/** Result of `decodeImage`. */
export interface DecodedImage {
  /** What the file says of itself. */
  readonly header: ImageHeader;
  /** Upright 8-bit RGBA, `width * height * 4` bytes, not premultiplied. */
  readonly image: RgbaImage;
  /** Metadata of the file. */
  readonly metadata: Metadata;
  /** Sentences about losses and repairs, such as "16 bits per channel were reduced to 8.". */
  readonly notes: readonly string[];
  /** Set when the file is truncated and pixels are missing; a note names them. `compressImage` never
   * replaces such a file by one of the same format.
   */
  readonly truncated?: boolean;
}

/** Options of `decodeImage` and `decodeIndexed`. */
export interface DecodeOptions extends DecoderHooks {
  /** Maximum number of pixels. A larger image is an error, before memory is allocated. @defaultValue 128 × 2²⁰ */
  readonly maxPixels?: number;
}

/** Options of `encodePng`, `encodeWebp`, `encodeGif` and `encodeRgbaPng`. */
export interface EncodeOptions {
  /** Metadata to write. Notes name the parts that the format cannot store. @defaultValue none */
  readonly metadata?: Metadata;
  /** How long the encoder searches for a smaller file. @defaultValue 'default' */
  readonly effort?: EncodeEffort;
  /** Writes the palette of a PNG in its order, including duplicates and unused colors. GIF always does, WebP never.
   * @defaultValue false */
  readonly keepPaletteOrder?: boolean;
}

/** Options of `encodeJpeg`. */
export interface JpegEncodeOptions {
  /** Metadata to write. Notes name the parts that a JPEG cannot store. @defaultValue none */
  readonly metadata?: Metadata;
  /** JPEG quality, an integer from 1 to 100. @defaultValue 75 */
  readonly quality?: number;
}

/** An encoded file, and notes about everything that the format cannot store. */
export interface EncodedImage {
  readonly bytes: Uint8Array;
  readonly notes: readonly string[];
}

/** How long the encoder searches for a smaller file of the same pixels. */
export type EncodeEffort = 'fast' | 'default' | 'best';
