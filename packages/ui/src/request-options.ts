import {
  MOST_COLORS,
  type StudioFormat,
  type StudioGoal,
  type StudioRequest,
  type StudioSpace,
} from './request.ts';
import { parseHex } from './swatch-color.ts';

/** A request as options of `compressImage` in `@kcolors/codecs`. */
export interface RequestOptions {
  readonly quantize: {
    readonly maxColors: number;
    /** None where the number of colors is found: then that is, too. */
    readonly dither?: number;
    readonly rate?: number;
    readonly space: StudioSpace;
    readonly objective: 'mse' | 'perceptual';
    /** The locked colors: 4 bytes each. */
    readonly fixedColors?: Uint8Array;
  };
  readonly format: StudioFormat;
  readonly jpegQuality?: number;
  readonly quality?: StudioGoal;
}

/** Turns what is asked for into what the codecs are told. */
export function requestOptions(request: StudioRequest): RequestOptions {
  const { quality, colors, smaller, dither, space, format, jpegQuality, pinned } = request;
  const bytes = pinned.flatMap((hex) => {
    const color = parseHex(hex);
    return color ? [color.r, color.g, color.b, color.a] : [];
  });
  const isNumber = quality === 'colors';
  return {
    quantize: {
      maxColors: isNumber ? colors : MOST_COLORS,
      ...(isNumber && { dither }),
      ...(isNumber && smaller > 0 && { rate: smaller }),
      space,
      // Who compares stored values wants the least error in them.
      objective: space === 'oklab' ? 'perceptual' : 'mse',
      ...(bytes.length > 0 && { fixedColors: Uint8Array.from(bytes) }),
    },
    format,
    ...(isNumber ? { jpegQuality } : { quality }),
  };
}
