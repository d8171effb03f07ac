import type { CompressOptions } from '../types.ts';
import type { PresetName } from './presets.ts';

/** What a person asks of a compression: every host shows these knobs. JSON. */
export interface CompressRequest {
  /** The visual quality, which decides all else; `'colors'`: the numbers below do, of colors or of a JPEG. */
  readonly quality: PresetName | 'colors';
  /** Maximum number of colors, 2 to 256, where `quality` is `'colors'`. */
  readonly colors: number;
  /** Trades visual quality for a smaller file, 0 to 1, where `quality` is `'colors'`. Replaces dithering. */
  readonly smaller: number;
  /** Dither strength, 0 to 1, where `quality` is `'colors'`. */
  readonly dither: number;
  /** How colors are compared: as stored, or as perceived. */
  readonly space: 'srgb' | 'oklab';
  readonly format: NonNullable<CompressOptions['format']>;
  /** JPEG quality, 1 to 100, where `quality` is `'colors'`. */
  readonly jpegQuality: number;
  /** Locked colors, `#rrggbb` or `#rrggbbaa`; never more than `colors`. */
  readonly pinned: readonly string[];
}

/** Range of `CompressRequest.colors`. */
export const MIN_COLORS = 2;
export const MAX_COLORS = 256;

/** What is asked for unless a person says otherwise. */
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

/** Asks for a number of colors, moved into its range and up to the number of locked colors. */
export function withColors(request: CompressRequest, colors: number): CompressRequest {
  const whole = Math.round(Number.isFinite(colors) ? colors : request.colors);
  return withRoom({ ...request, quality: 'colors', colors: whole });
}

/** The request with its number of colors moved into the range and up to the number of locked colors. */
export function withRoom(request: CompressRequest): CompressRequest {
  const least = Math.max(MIN_COLORS, request.pinned.length);
  return { ...request, colors: Math.min(MAX_COLORS, Math.max(least, request.colors)) };
}

/** Whether two requests ask for the same. */
export function sameRequest(one: CompressRequest, other: CompressRequest): boolean {
  const knobs = Object.keys(DEFAULT_REQUEST) as (keyof CompressRequest)[];
  return knobs.every((knob) => String(one[knob]) === String(other[knob]));
}
