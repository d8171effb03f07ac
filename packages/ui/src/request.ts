/** What is asked of a compression. */
export interface StudioRequest {
  /** The most colors, 2 to 256. */
  readonly colors: number;
  /** Strength of the dithering, 0 to 1. */
  readonly dither: number;
  /** Where colors are compared. */
  readonly space: StudioSpace;
  readonly format: StudioFormat;
  /** Of a JPEG, 1 to 100. */
  readonly quality: number;
  /** Locked colors, `#rrggbb` or `#rrggbbaa`; never more than `colors`. */
  readonly pinned: readonly string[];
}

export type StudioSpace = 'srgb' | 'oklab';
export type StudioFormat = 'keep' | 'auto' | 'png' | 'webp' | 'gif' | 'jpeg';

export const LEAST_COLORS = 2;
export const MOST_COLORS = 256;

export const DEFAULT_REQUEST: StudioRequest = {
  colors: 16,
  dither: 0.5,
  space: 'srgb',
  format: 'keep',
  quality: 75,
  pinned: [],
};

/** The request with another number of colors: within what can be asked for, and enough for the locked ones. */
export function withColors(request: StudioRequest, colors: number): StudioRequest {
  const least = Math.max(LEAST_COLORS, request.pinned.length);
  const whole = Math.round(Number.isFinite(colors) ? colors : request.colors);
  return { ...request, colors: Math.min(MOST_COLORS, Math.max(least, whole)) };
}

/** Whether two requests ask for the same. */
export function sameRequest(one: StudioRequest, other: StudioRequest): boolean {
  return (
    one.colors === other.colors &&
    one.dither === other.dither &&
    one.space === other.space &&
    one.format === other.format &&
    one.quality === other.quality &&
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
