// Colors are compared as those of sRGB. An image with a very different curve, such as linear light, gets that of sRGB on
// the way into another format; with a similar one it keeps its values, and a profile tells them. A PNG keeps its values in any
// case: they may be data.
import { encodeSrgb, type RgbaImage } from '@kcolors/core';
import type { DecodedImage, OutputFormat } from '../types.ts';
import { encodingFor, profileWith, withoutColors } from './carry-colors.ts';
import { type Curve, SRGB_CURVE } from './curve.ts';

/** Levels by which a value has to change for a curve to count as very different. */
const DIFFERENT = 32;

/** An image along the curve of sRGB. */
export interface Toned {
  readonly decoded: DecodedImage;
  /** Turns a result of it back into the values of the original, about. */
  readonly back: (image: RgbaImage) => RgbaImage;
}

/**
 * The image along the curve of sRGB, where a PNG says a very different one without a profile and becomes another format.
 * @throws {CodecError} as `encodingFor`.
 */
export function toneFor(format: OutputFormat, decoded: DecodedImage): Toned | undefined {
  const encoding = encodingFor(format, decoded.metadata);
  if (format === 'png' || encoding.kind !== 'matrix' || !encoding.parameters) return undefined;
  const values = valuesAlong(encoding.curves[0]);
  if (values.every((value, stored) => Math.abs(value - stored) < DIFFERENT)) return undefined;
  const icc = profileWith(encoding.colorants, SRGB_CURVE);
  const metadata = { ...withoutColors(decoded.metadata), ...(icc && { icc }) };
  return {
    decoded: { ...decoded, metadata, image: mapped(decoded.image, values) },
    back: (image) => mapped(image, inverse(values)),
  };
}

/** Stored value → value of sRGB. */
const valuesAlong = (curve: Curve): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, stored) => encodeSrgb(curve(stored / 255)));

/** The first nearest stored value of each, of values that never fall. */
function inverse(values: Uint8Array): Uint8Array {
  let stored = 0;
  return Uint8Array.from(values, (_, wanted) => {
    while (stored < 255 && Math.abs(values[stored + 1]! - wanted) < Math.abs(values[stored]! - wanted))
      stored++;
    return stored;
  });
}

function mapped({ data, height, width }: RgbaImage, values: Uint8Array): RgbaImage {
  const other = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i += 4) {
    other[i] = values[data[i]!]!;
    other[i + 1] = values[data[i + 1]!]!;
    other[i + 2] = values[data[i + 2]!]!;
    other[i + 3] = data[i + 3]!;
  }
  return { data: other, width, height };
}
