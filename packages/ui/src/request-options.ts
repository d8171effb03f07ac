import type { StudioFormat, StudioRequest, StudioSpace } from './request.ts';
import { parseHex } from './swatch-color.ts';

/** A request as options of `compressImage` in `@kcolors/codecs`. */
export interface RequestOptions {
  readonly quantize: {
    readonly maxColors: number;
    readonly dither: number;
    readonly space: StudioSpace;
    /** The locked colors: 4 bytes each. */
    readonly fixedColors?: Uint8Array;
  };
  readonly format: StudioFormat;
  readonly jpegQuality: number;
}

/** Turns what is asked for into what the codecs are told. */
export function requestOptions({
  colors,
  dither,
  space,
  format,
  quality,
  pinned,
}: StudioRequest): RequestOptions {
  const bytes = pinned.flatMap((hex) => {
    const color = parseHex(hex);
    return color ? [color.r, color.g, color.b, color.a] : [];
  });
  const fixedColors = bytes.length > 0 && { fixedColors: Uint8Array.from(bytes) };
  return { quantize: { maxColors: colors, dither, space, ...fixedColors }, format, jpegQuality: quality };
}
