import type { QuantizeOptions } from '@kcolors/core';
import type { CompressOptions } from '../compress-types.ts';
import { MAX_COLORS } from '../constants.ts';
import { parseHex } from './hex.ts';
import type { CompressRequest } from './request.ts';

/** The quantizer settings of a request. Missing ones get the defaults of the quantizer. */
type ColorRequest = {
  readonly [Knob in 'colors' | 'dither' | 'rate' | 'space' | 'fixedColors']?:
    | CompressRequest[Knob]
    | undefined;
} & { readonly objective?: QuantizeOptions['objective'] | undefined };

/** Returns the quantizer options of a request. */
export function quantizeOptions(request: ColorRequest): QuantizeOptions {
  const { colors, dither, rate, space, objective, fixedColors = [] } = request;
  const bytes = fixedColors.flatMap((hex) => {
    const color = parseHex(hex);
    return color ? [color.r, color.g, color.b, color.a] : [];
  });
  return {
    ...(colors !== undefined && { maxColors: colors }),
    ...(dither !== undefined && { dither }),
    ...(rate !== undefined && { rate }),
    ...(space && { space }),
    ...(objective && { objective }),
    ...(bytes.length > 0 && { fixedColors: Uint8Array.from(bytes) }),
  };
}

/** Returns the default objective: `'mse'` for colors compared as stored, otherwise `'perceptual'`. */
export const objectiveFor = (space: CompressRequest['space'] | undefined): 'mse' | 'perceptual' =>
  space === 'srgb' ? 'mse' : 'perceptual';

/** Returns the options of `compressImage` for a request. All hosts use it. */
export function requestOptions(
  request: CompressRequest,
): CompressOptions & Required<Pick<CompressOptions, 'quantize'>> {
  const { quality, colors, rate, dither, space, format, jpegQuality, fixedColors, maxSide } = request;
  const resize = maxSide !== undefined && { resize: { maxSide } };
  const objective = objectiveFor(space);
  if (quality !== 'colors') {
    return {
      quantize: quantizeOptions({ colors: MAX_COLORS, space, objective, fixedColors }),
      format,
      quality,
      ...resize,
    };
  }
  const used = { colors, dither, rate: rate > 0 ? rate : undefined, space, objective, fixedColors };
  return { quantize: quantizeOptions(used), format, jpegQuality, ...resize };
}
