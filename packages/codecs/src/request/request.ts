import type { CompressOptions } from '../compress-types.ts';
import { MAX_COLORS } from '../constants.ts';
import type { PresetName } from './presets.ts';

/** Settings of a compression that every host shows. It can be stored as JSON. */
export interface CompressRequest {
  /**
   * Visual quality of the result. `'colors'`: the options below set the number of colors or the JPEG quality instead.
   */
  readonly quality: PresetName | 'colors';
  /** Maximum number of colors, 2 to 256, if `quality` is `'colors'`. */
  readonly colors: number;
  /** Trades visual quality for a smaller file, 0 to 1, if `quality` is `'colors'`. It replaces dithering. */
  readonly rate: number;
  /** Dither strength, 0 to 1, if `quality` is `'colors'`. */
  readonly dither: number;
  /** Color space for comparing colors: `'srgb'` as stored, or `'oklab'` as perceived. */
  readonly space: 'srgb' | 'oklab';
  /** Format of the result, see `CompressOptions.format`. */
  readonly format: NonNullable<CompressOptions['format']>;
  /** JPEG quality, 1 to 100, if `quality` is `'colors'`. */
  readonly jpegQuality: number;
  /** Locked colors, `#rrggbb` or `#rrggbbaa`; never more than `colors`. */
  readonly fixedColors: readonly string[];
  /** Maximum of the longer side in pixels; a larger image is reduced. @defaultValue no limit */
  readonly maxSide?: number;
}

/** Minimum of `CompressRequest.colors`. */
export const MIN_COLORS = 2;

/** Default request. */
export const DEFAULT_REQUEST: CompressRequest = {
  quality: 'good',
  colors: 16,
  rate: 0,
  dither: 0.75,
  space: 'oklab',
  format: 'keep',
  jpegQuality: 75,
  fixedColors: [],
};

/**
 * Returns the request with another number of colors, clamped to its range and to at least the number of locked colors.
 */
export function withColors(request: CompressRequest, colors: number): CompressRequest {
  const whole = Math.round(Number.isFinite(colors) ? colors : request.colors);
  return withRoom({ ...request, quality: 'colors', colors: whole });
}

/** Returns the request with its number of colors clamped to its range and to at least the number of locked colors. */
export function withRoom(request: CompressRequest): CompressRequest {
  const min = Math.max(MIN_COLORS, request.fixedColors.length);
  return { ...request, colors: Math.min(MAX_COLORS, Math.max(min, request.colors)) };
}

/** Returns whether two requests are equal. */
export function sameRequest(one: CompressRequest, other: CompressRequest): boolean {
  const knobs = [...Object.keys(DEFAULT_REQUEST), 'maxSide'] as (keyof CompressRequest)[];
  return knobs.every((knob) => String(one[knob]) === String(other[knob]));
}
