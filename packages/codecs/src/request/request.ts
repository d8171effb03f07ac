import type { CompressOptions } from '../types.ts';
import type { PresetName } from './presets.ts';

/** The settings that a person chooses for a compression, the same in every host. JSON. */
export interface CompressRequest {
  /**
   * The visual quality, which decides all other settings. With `'colors'`, the numbers below decide: those for
   * colors, or `jpegQuality` for a JPEG.
   */
  readonly quality: PresetName | 'colors';
  /** Maximum number of colors, 2 to 256. Used if `quality` is `'colors'`. */
  readonly colors: number;
  /** Trades visual quality for a smaller file, 0 to 1. Used if `quality` is `'colors'`. Replaces dithering. */
  readonly smaller: number;
  /** Dither strength, 0 to 1. Used if `quality` is `'colors'`. */
  readonly dither: number;
  /** Color space for distances: as stored (`'srgb'`) or as perceived (`'oklab'`). */
  readonly space: 'srgb' | 'oklab';
  readonly format: NonNullable<CompressOptions['format']>;
  /** JPEG quality, 1 to 100. Used if `quality` is `'colors'`. */
  readonly jpegQuality: number;
  /** Locked colors, `#rrggbb` or `#rrggbbaa`; at most `colors` of them. */
  readonly pinned: readonly string[];
}

/** Range of `CompressRequest.colors`. */
export const MIN_COLORS = 2;
export const MAX_COLORS = 256;

/** The default request. */
export const DEFAULT_REQUEST: CompressRequest = {
  quality: 'good',
  colors: 16,
  smaller: 0,
  dither: 0.75,
  space: 'oklab',
  format: 'keep',
  jpegQuality: 75,
  pinned: [],
};

/** Sets the number of colors, limited to its range and to at least the number of locked colors. */
export function withColors(request: CompressRequest, colors: number): CompressRequest {
  const whole = Math.round(Number.isFinite(colors) ? colors : request.colors);
  return withRoom({ ...request, quality: 'colors', colors: whole });
}

/** Limits the number of colors to its range and to at least the number of locked colors. */
export function withRoom(request: CompressRequest): CompressRequest {
  const least = Math.max(MIN_COLORS, request.pinned.length);
  return { ...request, colors: Math.min(MAX_COLORS, Math.max(least, request.colors)) };
}

/** Whether two requests are equal. */
export function sameRequest(one: CompressRequest, other: CompressRequest): boolean {
  return (
    one.quality === other.quality &&
    one.colors === other.colors &&
    one.smaller === other.smaller &&
    one.dither === other.dither &&
    one.space === other.space &&
    one.format === other.format &&
    one.jpegQuality === other.jpegQuality &&
    one.pinned.join() === other.pinned.join()
  );
}
