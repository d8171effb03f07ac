/** What is asked of a compression. */
export interface StudioRequest {
  /** How good the result has to look, which decides all else; `'colors'`: the numbers below do, of colors or of a JPEG. */
  readonly quality: StudioQuality;
  /** The most colors, 2 to 256, where a number is asked for. */
  readonly colors: number;
  /** How much exactness is given for a smaller file, 0 to 1, where a number of colors is asked for. */
  readonly smaller: number;
  /** Strength of the dithering, 0 to 1. */
  readonly dither: number;
  /** Where colors are compared. */
  readonly space: StudioSpace;
  readonly format: StudioFormat;
  /** Of a JPEG, 1 to 100, where a number is asked for. */
  readonly jpegQuality: number;
  /** Locked colors, `#rrggbb` or `#rrggbbaa`; never more than `colors`. */
  readonly pinned: readonly string[];
}

/** The words of `quality` in `@kcolors/codecs`: as few bytes as look this good. */
export type StudioGoal = 'lossless-look' | 'good' | 'small';
export type StudioQuality = StudioGoal | 'colors';
export type StudioSpace = 'srgb' | 'oklab';
export type StudioFormat = 'keep' | 'auto' | 'png' | 'webp' | 'gif' | 'jpeg';

export const LEAST_COLORS = 2;
export const MOST_COLORS = 256;

export const DEFAULT_REQUEST: StudioRequest = {
  quality: 'good',
  colors: 16,
  smaller: 0,
  dither: 0.75,
  space: 'oklab',
  format: 'keep',
  jpegQuality: 75,
  pinned: [],
};

/** Asks for a number of colors: within what can be asked for, and enough for the locked ones. */
export function withColors(request: StudioRequest, colors: number): StudioRequest {
  const whole = Math.round(Number.isFinite(colors) ? colors : request.colors);
  return withRoom({ ...request, quality: 'colors', colors: whole });
}

/** The request with a number of colors that can be asked for, and is enough for the locked ones. */
export function withRoom(request: StudioRequest): StudioRequest {
  const least = Math.max(LEAST_COLORS, request.pinned.length);
  return { ...request, colors: Math.min(MOST_COLORS, Math.max(least, request.colors)) };
}

/** Whether two requests ask for the same. */
export function sameRequest(one: StudioRequest, other: StudioRequest): boolean {
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

/** Whether the result is a JPEG in full color, which has a quality instead of a number of colors. */
export function isFullColor(format: StudioFormat, source: string): boolean {
  return format === 'jpeg' || (format === 'keep' && /^jpe?g$/i.test(source));
}

/** What `kc-request` tells: the request, and whether the hand rests (false while a slider is dragged). */
export interface RequestDetail {
  readonly request: StudioRequest;
  readonly resting: boolean;
}
