import type { CompressOptions, Quality } from '@kcolors/codecs';
import { quantizeOptions } from '@kcolors/codecs/request';

/** Validated settings of the command line, before the inputs are known. */
export interface Settings {
  /** Maximum number of colors. @defaultValue as many as `quality` needs */
  readonly colors?: number | undefined;
  /** Dither strength. @defaultValue the best value for `quality` */
  readonly dither?: number | undefined;
  /** Trades visual quality for a smaller file, 0 to 1. */
  readonly rate?: number | undefined;
  readonly objective?: 'mse' | 'perceptual' | undefined;
  /** Color space for distances. @defaultValue that of the objective */
  readonly space?: 'srgb' | 'oklab' | undefined;
  /** Palette of all results, 4 bytes per color. @defaultValue found for each image */
  readonly palette?: Uint8Array | undefined;
  readonly format: NonNullable<CompressOptions['format']>;
  /** Visual quality that results have to reach, and the quality of JPEG results. */
  readonly quality?: Quality | undefined;
  /** Maximum size of a result in bytes. */
  readonly maxBytes?: number | undefined;
  /** Whether images may be reduced to fit. */
  readonly allowResize?: boolean | undefined;
  /** Share of the bytes that a result with changed pixels has to save. */
  readonly minSaving?: number | undefined;
  readonly effort: 'fast' | 'default' | 'best';
  readonly metadata: 'keep' | 'strip';
  /** Whether the colors of fully transparent pixels are kept. */
  readonly keepHiddenColors?: boolean | undefined;
  /** Whether the palette of an indexed image, or the applied one, keeps its order. */
  readonly keepPaletteOrder?: boolean | undefined;
  /** Limits of the size of results in pixels; larger images are reduced. */
  readonly maxSide?: number | undefined;
  readonly maxWidth?: number | undefined;
  readonly maxHeight?: number | undefined;
  /** Factor for both sides, above 0 and up to 1. */
  readonly scale?: number | undefined;
  readonly maxPixels?: number | undefined;
  readonly out?: string | undefined;
  readonly suffix?: string | undefined;
  /** Default suffix of results beside their originals. */
  readonly defaultSuffix: string;
  readonly inPlace: boolean;
  /** Whether to replace files that kcolors did not make, at names that kcolors chose. */
  readonly force: boolean;
  /** Whether results get the modification time of their originals. */
  readonly keepTime: boolean;
  /** Whether linked folders are searched, and linked files outside of a folder replaced. */
  readonly followLinks: boolean;
  readonly json: boolean;
  /** Path of the HTML report. */
  readonly report?: string | undefined;
  readonly quiet: boolean;
  readonly jobs?: number | undefined;
}

/** Destination of the results. */
export type Destination =
  | { readonly kind: 'beside'; readonly suffix: string }
  | { readonly kind: 'in-place' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string; readonly suffix: string }
  | { readonly kind: 'stdout' };

/** An invalid command line: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** The problems, one per line. */
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[]) {
    const list = typeof problems === 'string' ? [problems] : problems;
    super(list.join('; '));
    this.problems = list;
  }
}

/** Returns the options of a compression that do not depend on the file. */
export function compressOptionsOf(settings: Settings): CompressOptions {
  const { palette, quality, effort, metadata, maxBytes, maxPixels, minSaving } = settings;
  return {
    quantize: quantizeOptions(settings),
    ...(palette && { palette }),
    ...(quality !== undefined && { quality }),
    effort,
    metadata,
    ...(settings.keepHiddenColors && { keepHiddenColors: true }),
    ...(settings.keepPaletteOrder && { keepPaletteOrder: true }),
    ...(maxBytes !== undefined && { maxBytes }),
    ...(settings.allowResize && { allowResize: true }),
    ...resizeOptionsOf(settings),
    ...(maxPixels !== undefined && { maxPixels }),
    ...(minSaving !== undefined && { minSaving }),
  };
}

/** Returns the `resize` option, if the settings limit the size of results. */
function resizeOptionsOf({ maxHeight, maxSide, maxWidth, scale }: Settings): Pick<CompressOptions, 'resize'> {
  const limits = Object.entries({ maxHeight, maxSide, maxWidth, scale });
  const given = limits.filter(([, limit]) => limit !== undefined);
  return given.length === 0 ? {} : { resize: Object.fromEntries(given) };
}
