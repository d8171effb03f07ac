import type { CompressOptions, Quality } from '@kcolors/codecs';
import { quantizeOptions } from '@kcolors/codecs/request';

/** What the command line asks for, checked, but before the inputs are known. */
export interface Settings {
  /** Without it as many as `quality` needs. */
  readonly colors?: number | undefined;
  /** Without it what `quality` goes best with. */
  readonly dither?: number | undefined;
  /** The rate: how much look may be given up for a smaller file. */
  readonly smaller?: number | undefined;
  readonly objective?: 'mse' | 'perceptual' | undefined;
  /** Without it that of the objective. */
  readonly space?: 'srgb' | 'oklab' | undefined;
  /** The colors of all results, 4 bytes each; without it they are found. */
  readonly palette?: Uint8Array | undefined;
  readonly format: NonNullable<CompressOptions['format']>;
  /** The look that results have to have, and the quality of those that are JPEGs. */
  readonly quality?: Quality | undefined;
  readonly effort: 'fast' | 'default' | 'max';
  readonly metadata: 'keep' | 'strip';
  /** Whether the colors under full transparency stay. */
  readonly keepHiddenColors?: boolean | undefined;
  /** Whether palettes of indexed images, or the one that is applied, keep their order. */
  readonly keepPaletteOrder?: boolean | undefined;
  readonly maxPixels?: number | undefined;
  readonly out?: string | undefined;
  readonly suffix?: string | undefined;
  /** The suffix of results beside their originals where none was asked for. */
  readonly defaultSuffix: string;
  readonly inPlace: boolean;
  /** Replace files that kcolors did not make under names that it chose. */
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

/** Where results go. */
export type Destination =
  | { readonly kind: 'beside'; readonly suffix: string }
  | { readonly kind: 'in-place' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string; readonly suffix: string }
  | { readonly kind: 'stdout' };

/** A wrong command line: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** What is wrong, each a line of its own. */
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[]) {
    const list = typeof problems === 'string' ? [problems] : problems;
    super(list.join('; '));
    this.problems = list;
  }
}

/** The options of one compression, without what depends on its file. */
export function compressOptionsOf(settings: Settings): CompressOptions {
  const { palette, quality, effort, metadata, maxPixels } = settings;
  return {
    quantize: quantizeOptions(settings),
    ...(palette && { palette }),
    ...(quality !== undefined && { quality }),
    effort,
    metadata,
    ...(settings.keepHiddenColors && { keepHiddenColors: true }),
    ...(settings.keepPaletteOrder && { keepPaletteOrder: true }),
    ...(maxPixels !== undefined && { maxPixels }),
  };
}
