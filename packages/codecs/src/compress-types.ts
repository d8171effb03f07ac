import type { Palette, QuantizeOptions, RgbaImage } from '@kcolors/core';
import type { ResizeOptions } from '@kcolors/core/resize';
import type { FormatHooks } from './hooks.ts';
import type { EncodeEffort, ImageHeader, InputFormat, OutputFormat } from './types.ts';

/** Progress of `compressImage`. */
export interface CompressProgress {
  /** The current stage. */
  readonly stage: 'decode' | 'quantize' | 'encode';
  /** Completed share of the whole job, 0 to 1. It never decreases. */
  readonly done: number;
}

/** Target for the visual quality of a result: see `CompressOptions.quality`. */
export type Quality = 'lossless-look' | 'good' | 'small' | number;

/** Visual quality of a result, compared with its target. */
export interface QualityScore {
  /**
   * Quality score, 0 to 100, where 100 is identical. It estimates SSIMULACRA 2: see `qualityScore` in
   * `@kcolors/core/quality-score`.
   */
  readonly score: number;
  /** Number of colors of the result; 0 for a full-color JPEG. */
  readonly colors: number;
  /** The score that `quality` requires: of a lossy full-color result less than of an indexed one. Present with `quality`. */
  readonly target?: number;
  /** Whether `score` is at least `target`. False when `maxColors` colors cannot reach it. Present with `target`. */
  readonly reached?: boolean;
}

/** Options of `compressImage`. */
export interface CompressOptions extends FormatHooks {
  /**
   * Options of the quantizer in `@kcolors/core`. They are ignored when a JPEG is written.
   * Without `quality`, `maxColors` defaults to 16, `dither` to 0.75, and `objective` to `'perceptual'`, or to `'mse'` if
   * `space` is `'srgb'`.
   * With `quality`, the search chooses the number of colors up to `maxColors` (256 by default). It also chooses
   * `dither` unless that is set, and `objective` defaults to `'perceptual'`.
   */
  readonly quantize?: QuantizeOptions;
  /**
   * The only colors that the result may have: RGBA, 4 bytes per color, 1 to 256 colors. It replaces `maxColors` and
   * `fixedColors`. Fully transparent pixels stay transparent if the palette has room for one more entry.
   * A JPEG, which has no palette, becomes a PNG.
   * @defaultValue none: the quantizer finds the colors
   */
  readonly palette?: Palette;
  /**
   * Format of the result.
   * - `'keep'`: the format of the file; BMP, TIFF, icons and HEIC become PNG.
   * - `'smallest'`: the smallest of PNG, WebP, AVIF if `encoders` has it and, for an opaque image, JPEG.
   * - `'auto'`: like `'keep'`, but without `quality` a JPEG or AVIF becomes an indexed PNG.
   *
   * With `quality`, a JPEG is stored in full color. A WebP is lossy, indexed or exact, whichever is smallest. A PNG is
   * indexed; if 256 colors cannot reach the quality, it stays exact. Without `quality`, all but JPEG and AVIF are indexed.
   * @defaultValue 'auto'
   */
  readonly format?: OutputFormat | 'auto' | 'keep' | 'smallest';
  /**
   * Formats that `'smallest'` chooses from, for hosts that cannot read all of them. It needs `'png'` or `'webp'`, for images
   * that are not opaque.
   * @defaultValue all
   */
  readonly formats?: readonly OutputFormat[];
  /**
   * Target for the visual quality, in place of a number of colors: the result is the smallest file that reaches it.
   * `'lossless-look'` looks the same as the original side by side, `'good'` at a normal distance, and the losses of
   * `'small'` are visible on close inspection. A number is an integer from 1 to 100 on the scale of
   * `QualityScore.score`. If the exact image is smaller than any such file, it stays exact. For the same look, lossy
   * full-color results need lower scores than palettes: see `PRESETS` in `@kcolors/codecs/request`.
   * @defaultValue none: `quantize` sets the number of colors
   */
  readonly quality?: Quality;
  /**
   * JPEG quality of the encoder, an integer from 1 to 100. With `quality`, it replaces the search for JPEG results.
   * @defaultValue 75; with `quality`, the lowest one that reaches it
   */
  readonly jpegQuality?: number;
  /**
   * How long the encoder searches for a smaller file. `'best'` also adds a note when the same pixels are smaller as a
   * WebP.
   * @defaultValue 'default'
   */
  readonly effort?: EncodeEffort;
  /**
   * Whether EXIF, text, density and other metadata are written. The color profile always is.
   * When the original is returned, `'strip'` also removes the metadata of the original; with `'omit'` it keeps them.
   * @defaultValue 'keep'
   */
  readonly metadata?: 'keep' | 'strip' | 'omit';
  /**
   * What to return when the result saves too little, see `minSaving`: the original file or the result.
   * @defaultValue 'original'
   */
  readonly ifNotSmaller?: 'original' | 'result';
  /**
   * Maximum size of the result in bytes. The result has the best look that fits: of colors, dithering and rates, or of the
   * qualities of a lossy codec. It is no better than `quality` asks for, `'lossless-look'` by default. If nothing fits, the
   * smallest result is returned, and a note says by how much it exceeds the limit.
   * @defaultValue none
   */
  readonly maxBytes?: number;
  /** Whether the image may be reduced if it misses the quality `'small'` within `maxBytes`. @defaultValue false */
  readonly allowResize?: boolean;
  /**
   * Share of the bytes that a result with changed pixels has to save, from 0 to below 1. An exact result only has to be
   * smaller than the original.
   * @defaultValue 0.05
   */
  readonly minSaving?: number;
  /**
   * Keeps the hidden colors, those of fully transparent pixels. Game engines and other programs that scale colors
   * without regard to alpha show them at edges.
   * - A WebP keeps all of them.
   * - A PNG keeps all of them if they fit into `maxColors` together with the visible colors. Otherwise they get up to a
   *   quarter of the colors, and a note says how many remain.
   * - GIF and JPEG cannot store several hidden colors.
   *
   * When false, a single hidden color is kept. Of several, only those are kept that prevent dark or light edges when
   * the image is scaled; they get up to a sixteenth of the colors.
   * @defaultValue false
   */
  readonly keepHiddenColors?: boolean;
  /**
   * Keeps the palette and the indices of an indexed PNG or GIF that becomes a PNG or GIF, for palette swaps and color
   * cycling: order, duplicates and unused colors stay.
   * - `quality` is then ignored, and of `quantize` only `alpha` and `maxColors` (256 by default) are used.
   * - An image with more than `maxColors` colors is an error.
   * - With `palette`, the result has all colors of that palette in their order. If the image is transparent and the
   *   palette is not, a transparent color follows at the end.
   * - A WebP does not store a palette.
   * @defaultValue false
   */
  readonly keepPaletteOrder?: boolean;
  /**
   * Reduces the upright image before its colors: `maxWidth`, `maxHeight`, `maxSide` and `scale` all hold, and no image is
   * enlarged. See `resize` in `@kcolors/core/resize`.
   * - `quality` and all figures compare the result with the resized image.
   * - A reduced image is written even if it saves too little. `ifNotSmaller` does not apply to it.
   * - Files that are always kept, such as animations, keep their size.
   * - `keepPaletteOrder` without `palette` has no effect on a reduced image, with a note.
   * @defaultValue none: the image keeps its size
   */
  readonly resize?: ResizeOptions;
  /** Maximum number of pixels of the input. A larger image is an error. @defaultValue 128 × 2²⁰ */
  readonly maxPixels?: number;
  /** Aborts the job at its next step; the promise is rejected with `signal.reason`. */
  readonly signal?: AbortSignal;
  /** Called after each step. */
  readonly onProgress?: (progress: CompressProgress) => void;
}

/** Result of `compressImage`: the bytes to store, and a report about them. */
export interface CompressResult {
  /**
   * The bytes to store: the new file or, if it saves too little, the original. A kept original is the input array
   * itself; a stripped one is a new array.
   */
  readonly bytes: Uint8Array;
  /** Format of `bytes`. */
  readonly format: InputFormat;
  /**
   * `'compressed'`: `bytes` is the new file. `'kept'`: it is the original. `'stripped'`: it is the original without its
   * metadata and with its coded pixels unchanged; only with `metadata: 'strip'`.
   */
  readonly outcome: 'compressed' | 'kept' | 'stripped';
  /** Header of the original. */
  readonly header: ImageHeader;
  /** Pixels per row after the orientation and `resize` are applied. */
  readonly width: number;
  /** Rows after the orientation and `resize` are applied. */
  readonly height: number;
  /** Size of the upright original in pixels. Present only if `resize` reduced the image. */
  readonly resizedFrom?: { readonly width: number; readonly height: number };
  /** Size of the original in bytes. */
  readonly bytesBefore: number;
  /**
   * Size of the new encoding in bytes, even if the original was kept. It is the size of the original when nothing was
   * encoded, and of the stripped original when `outcome` is `'stripped'`.
   */
  readonly bytesAfter: number;
  /**
   * Colors of the new encoding with their shares of the pixels. Empty for a full-color JPEG, for a stripped original,
   * and if nothing was encoded.
   */
  readonly palette: readonly PaletteEntry[];
  /** Mean of ΔR² + ΔG² + ΔB² over the pixels; see `RemapResult.mse` in `@kcolors/core`. */
  readonly mse: number;
  /** Peak signal-to-noise ratio in dB over the three channels, `10 log10(3 · 255² / mse)`; Infinity if exact. */
  readonly psnr: number;
  /** Visual quality of the new encoding. Present with `quality`, and in every result of a session. */
  readonly qualityScore?: QualityScore;
  /** Sentences about everything that was kept, dropped or converted. */
  readonly notes: readonly string[];
  /**
   * Pixels of the original and the result in the color space of the original, for a comparison view. With `resize` both
   * have the size of the result.
   */
  readonly pixels: {
    readonly original: RgbaImage;
    /** The whole result. Its memory is allocated on first access. */
    readonly result: RgbaImage;
    /** Rows of the result from `top` up to and excluding `bottom`, for large images. */
    readonly resultRows: (top: number, bottom: number) => RgbaImage;
  };
  /** The palette as written: RGBA, 4 bytes per color; empty for a full-color JPEG. */
  readonly paletteBytes: Palette;
}

/** A color of a result. */
export interface PaletteEntry {
  /** `#rrggbb`, or `#rrggbbaa` if translucent. */
  readonly hex: string;
  /** Fraction of the pixels, 0 to 1. */
  readonly share: number;
}
