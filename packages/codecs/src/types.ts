import type { Palette, QuantizeOptions, RgbaImage } from '@kcolors/core';

/** File formats that can be read. */
export type InputFormat = 'png' | 'jpeg' | 'webp' | 'gif' | 'bmp';
/** File formats that can be written. */
export type OutputFormat = 'png' | 'webp' | 'gif' | 'jpeg';

/** Output formats that hold a palette. */
export type IndexedFormat = Exclude<OutputFormat, 'jpeg'>;

/** What an encoder may be asked to keep; each format does what it can. */
export interface Keeping {
  /** Writes the palette as it is: its order, duplicates and unused colors. */
  readonly order?: boolean;
  /** The image whose hidden colors, those of fully transparent pixels, are written. */
  readonly hidden?: RgbaImage | undefined;
}

/** What a file says of itself before any pixel is decoded. */
export interface ImageHeader {
  readonly format: InputFormat;
  /** Pixels per row as stored, before the orientation is applied. */
  readonly width: number;
  readonly height: number;
  /** Bits per channel as stored (16 for a 16-bit PNG). */
  readonly bitDepth: number;
  /** More than one frame. */
  readonly animated: boolean;
  /** How colors are stored. */
  readonly colorModel: 'rgb' | 'gray' | 'indexed' | 'cmyk';
}

/** What stored colors mean: one of the two that screens have, or something else. */
export type ColorSpace = 'srgb' | 'display-p3' | 'other';

/**
 * What belongs to an image beside its pixels and would be missed. Everything here is valid for the decoded
 * pixels: the orientation of `exif` is 1, since it was applied.
 */
export interface Metadata {
  /** ICC color profile, not compressed. */
  readonly icc?: Uint8Array;
  /** EXIF as a TIFF structure (`II*\0` or `MM\0*`). */
  readonly exif?: Uint8Array;
  /** XMP packet, UTF-8. */
  readonly xmp?: Uint8Array;
  /** PNG chunks that are carried over as they are: gAMA, cHRM, sRGB, cICP, mDCV, cLLI, tEXt, zTXt, iTXt, tIME. */
  readonly chunks?: readonly { readonly type: string; readonly data: Uint8Array }[];
  /** JPEG segments that are carried over as they are: comments, IPTC, further XMP, data of other programs. */
  readonly segments?: readonly { readonly marker: number; readonly data: Uint8Array }[];
  /** Pixels per meter. */
  readonly density?: { readonly x: number; readonly y: number };
}

export interface DecodedImage {
  readonly header: ImageHeader;
  /** Upright 8-bit RGBA. */
  readonly image: RgbaImage;
  readonly metadata: Metadata;
  /** What a person should know: "16 bits per channel were reduced to 8.", "Only the first of 12 frames …". */
  readonly notes: readonly string[];
  /** Pixels are missing because the file is cut short; a note says which. `compressImage` keeps such a file. */
  readonly truncated?: boolean;
}

export interface DecodeOptions {
  /** Most pixels that are decoded; more is an error before anything is allocated. @defaultValue 128 × 2²⁰ */
  readonly maxPixels?: number;
}

export interface EncodeOptions {
  /** What to write beside the pixels, as far as the format can hold it. @defaultValue nothing */
  readonly metadata?: Metadata;
  /** @defaultValue 'default' */
  readonly effort?: EncodeEffort;
  /** Writes the palette of a PNG in its order, duplicates and unused colors included. @defaultValue false */
  readonly keepPaletteOrder?: boolean;
}

export interface JpegEncodeOptions {
  /** @defaultValue nothing */
  readonly metadata?: Metadata;
  /** An integer from 1 to 100. @defaultValue 75 */
  readonly quality?: number;
}

/** A file that was written, and what could not go into it. */
export interface EncodedImage {
  readonly bytes: Uint8Array;
  readonly notes: readonly string[];
}

/** How long the lossless pass may look for a smaller file. */
export type EncodeEffort = 'fast' | 'default' | 'max';

export interface CompressProgress {
  readonly stage: 'decode' | 'quantize' | 'encode';
  /** Share of the whole job, 0 to 1, never falling. */
  readonly done: number;
}

/** How much a result is to look like its original: see `CompressOptions.quality`. */
export type Quality = 'lossless-look' | 'good' | 'small' | number;

/** How much a result looks like its original, and what was asked for. */
export interface Look {
  /** 0 to 100, where 100 is the same: an estimate of SSIMULACRA 2, see `lookOf` in `@kcolors/core/look`. */
  readonly score: number;
  /** Colors of the result; 0 for a JPEG in full color. */
  readonly colors: number;
  /** The score that `quality` asks for; only with `quality` and a palette. */
  readonly target?: number;
  /** Whether the score is the target or more: false where even the most colors cannot. Only with `target`. */
  readonly reached?: boolean;
}

export interface CompressOptions {
  /**
   * Options of the quantizer. `maxColors` is 16 and `dither` 0.5 unless given; with `quality` they are found, up to
   * `maxColors` (256 unless given) and with `dither` if that is given, and `objective` is `'perceptual'` unless given.
   * With `format: 'keep'` and a JPEG none of them is used.
   */
  readonly quantize?: QuantizeOptions;
  /**
   * The colors of the result, 4 bytes each, and no others; `maxColors` and `fixedColors` then play no part. What is fully
   * transparent stays so where there is room for that, though it may not be among them. A JPEG, which has no palette,
   * becomes a PNG.
   * @defaultValue none: colors are found
   */
  readonly palette?: Palette;
  /**
   * `'auto'`: PNG, WebP and GIF stay what they are; everything else becomes an indexed PNG.
   * `'keep'`: the same, but a JPEG is re-encoded as a JPEG in full color.
   * @defaultValue 'auto'
   */
  readonly format?: OutputFormat | 'auto' | 'keep';
  /**
   * The look that the result has to have, instead of a number of colors: the smallest file that has it is looked for.
   * `'lossless-look'` can hardly be told from the original, `'good'` is like it at a normal distance, `'small'` gives up
   * what is seen by who looks for it. A number from 1 to 100 is a `Look.score`. Images of few colors stay exact.
   * @defaultValue none: `quantize` says how
   */
  readonly quality?: Quality;
  /**
   * JPEG quality, an integer from 1 to 100.
   * @defaultValue 75; with `quality` 90 for `'lossless-look'`, 82 for `'good'`, 75 for `'small'`, or the number itself
   */
  readonly jpegQuality?: number;
  /** `'max'` also says in the notes how much less a WebP of the same pixels would take. @defaultValue 'default' */
  readonly effort?: EncodeEffort;
  /**
   * Whether EXIF, text, density and other metadata go into the result; the color profile always does. With `'strip'` they
   * are also removed from an original that is kept, with `'omit'` that stays as it is.
   * @defaultValue 'keep'
   */
  readonly metadata?: 'keep' | 'strip' | 'omit';
  /**
   * What to hand back when the result saves too little: the original bytes, or the result all the same (for conversions
   * that a person asked for). A result with other pixels has to be 2 % smaller than the input, an exact one smaller.
   * @defaultValue 'original'
   */
  readonly ifLarger?: 'original' | 'result';
  /**
   * Keeps red, green and blue under full transparency, which renderers show that do not premultiply. In a WebP they are
   * those of the image. In a PNG they are as well where they fit into `maxColors` beside the visible colors; else up to a
   * quarter of the colors are for them, and a note says how many they became. GIF and JPEG have no place for several.
   * Without it one hidden color stays, and of several as many as keep rims from turning dark or light where pixels are
   * filtered: up to a sixteenth of the colors.
   * @defaultValue false
   */
  readonly keepHiddenColors?: boolean;
  /**
   * Keeps the palette of an indexed PNG or GIF that becomes a PNG or GIF: its order, duplicates and unused colors, and
   * the number of each pixel, for palette swaps and color cycling. `quality` and `quantize` play no part then, but for
   * `alpha` and for `maxColors`, 256 unless given: an image of more colors is an error. With `palette` the result has all
   * of its colors in its order; full transparency that only the image has follows as the last. A WebP has no order of colors.
   * @defaultValue false
   */
  readonly keepPaletteOrder?: boolean;
  readonly maxPixels?: number;
  /** Stops the job at its next step; the promise is rejected with `signal.reason`. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CompressProgress) => void;
}

/** Result of `compressImage`: the bytes to store, and everything there is to say about them. */
export interface CompressResult {
  /** The bytes to store: the result; or where it saves too little the original, whose very bytes stay unless it is stripped. */
  readonly bytes: Uint8Array;
  /** Format of `bytes`. */
  readonly format: InputFormat;
  /**
   * `'compressed'`: `bytes` is the new file. `'kept'`: it is the original. `'stripped'`: it is the original without its
   * metadata, all coded pixels as they were; only with `metadata: 'strip'`.
   */
  readonly outcome: 'compressed' | 'kept' | 'stripped';
  readonly header: ImageHeader;
  /** Size as shown, upright. */
  readonly width: number;
  readonly height: number;
  readonly bytesBefore: number;
  /** Size of the new encoding, also when the original was kept; of the original without metadata when that came back. */
  readonly bytesAfter: number;
  /** Colors of the result with their share of the pixels, 0 to 1; empty for a JPEG in full color. */
  readonly palette: readonly PaletteEntry[];
  /** Mean of ΔR² + ΔG² + ΔB² over the pixels; see `RemapResult.mse` in core. */
  readonly mse: number;
  /** Peak signal-to-noise ratio in dB over the three channels, `10 log10(3 · 255² / mse)`; Infinity when exact. */
  readonly psnr: number;
  /** How much the new encoding looks like the original; given with `quality`, and by sessions for every result. */
  readonly look?: Look;
  /** What was kept or dropped or happened, in plain sentences. */
  readonly notes: readonly string[];
  /**
   * Original and result as pixels in the color space of the original, for a view of both. The memory of `result` is taken
   * when it is first asked for; `resultRows` gives its rows from `top` up to, not including, `bottom`, for large images.
   */
  readonly pixels: {
    readonly original: RgbaImage;
    readonly result: RgbaImage;
    readonly resultRows: (top: number, bottom: number) => RgbaImage;
  };
  /** The palette as bytes, as written: 4 bytes a color. */
  readonly paletteBytes: Palette;
}

export interface PaletteEntry {
  /** `#rrggbb`, or `#rrggbbaa` when translucent. */
  readonly hex: string;
  /** Fraction of the pixels, 0 to 1. */
  readonly share: number;
}
