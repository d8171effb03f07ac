import type { QuantizeOptions } from '@kcolors/core';
import type { CompressOptions } from '../types.ts';
import { parseHex } from './hex.ts';
import { type CompressRequest, MAX_COLORS } from './request.ts';

/** The color options of a request. Missing options get the defaults of the quantizer. */
interface ColorRequest extends Partial<Pick<CompressRequest, 'pinned'>> {
  readonly colors?: number | undefined;
  readonly dither?: number | undefined;
  readonly smaller?: number | undefined;
  readonly space?: CompressRequest['space'] | undefined;
  readonly objective?: QuantizeOptions['objective'] | undefined;
}

/** Returns the quantizer options for a request. */
export function quantizeOptions(request: ColorRequest): QuantizeOptions {
  const { colors, dither, smaller, space, objective, pinned = [] } = request;
  const bytes = pinned.flatMap((hex) => {
    const color = parseHex(hex);
    return color ? [color.r, color.g, color.b, color.a] : [];
  });
  return {
    ...(colors !== undefined && { maxColors: colors }),
    ...(dither !== undefined && { dither }),
    ...(smaller !== undefined && { rate: smaller }),
    ...(space && { space }),
    ...(objective && { objective }),
    ...(bytes.length > 0 && { fixedColors: Uint8Array.from(bytes) }),
  };
}

/** The default objective: least squared error for colors compared as stored, otherwise perceptual. */
export const objectiveFor = (space: CompressRequest['space'] | undefined): 'mse' | 'perceptual' =>
  space === 'srgb' ? 'mse' : 'perceptual';

/** Returns the options of `compressImage` for a request. All hosts convert requests here. */
export function requestOptions(
  request: CompressRequest,
): CompressOptions & Required<Pick<CompressOptions, 'quantize'>> {
  const { quality, colors, smaller, dither, space, format, jpegQuality, pinned } = request;
  const objective = objectiveFor(space);
  if (quality !== 'colors') {
    return { quantize: quantizeOptions({ colors: MAX_COLORS, space, objective, pinned }), format, quality };
  }
  const rate = smaller > 0 ? smaller : undefined;
  const quantize = quantizeOptions({ colors, dither, smaller: rate, space, objective, pinned });
  return { quantize, format, jpegQuality };
}
