// Quantizing compares colors as sRGB. So an image with a very different curve, such as linear light, is converted to the
// sRGB curve for formats other than PNG. With a similar curve it keeps its values and gets a profile. A PNG always keeps
// its values, because they may be data.
import { encodeSrgb, type RgbaImage } from '@kcolors/core';
import type { DecodedImage, OutputFormat } from '../types.ts';
import { encodingFor, profileWith, withoutColors } from './carry-colors.ts';
import { type Curve, SRGB_CURVE } from './curve.ts';

/** Minimum change of a value, of 255, for a curve that counts as very different. */
const DIFFERENT = 32;

/** An image that was converted to the sRGB curve. */
export interface ConvertedCurve {
  readonly decoded: DecodedImage;
  /** Converts a result back to approximately the values of the original. */
  readonly restore: (image: RgbaImage) => RgbaImage;
}

/**
 * Converts an image to the sRGB curve if its PNG chunks set a very different curve and the output is not a PNG.
 * @returns undefined if the image needs no conversion
 * @throws {CodecError} as `encodingFor`.
 */
export function convertToSrgbCurve(format: OutputFormat, decoded: DecodedImage): ConvertedCurve | undefined {
  const encoding = encodingFor(format, decoded.metadata);
  if (format === 'png' || encoding.kind !== 'matrix' || !encoding.parameters) return undefined;
  const values = srgbValuesOf(encoding.curves[0]);
  if (values.every((value, stored) => Math.abs(value - stored) < DIFFERENT)) return undefined;
  const icc = profileWith(encoding.colorants, SRGB_CURVE);
  const metadata = { ...withoutColors(decoded.metadata), ...(icc && { icc }) };
  return {
    decoded: { ...decoded, metadata, image: mapped(decoded.image, values) },
    restore: (image) => mapped(image, inverse(values)),
  };
}

/** Returns whether only a PNG keeps the values of an image: others cannot show them, or get converted ones. */
export const isForPng = (decoded: DecodedImage): boolean =>
  encodingFor('png', decoded.metadata).kind === 'hdr' || convertToSrgbCurve('webp', decoded) !== undefined;

/** Returns the sRGB value of each stored value. */
const srgbValuesOf = (curve: Curve): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, stored) => encodeSrgb(curve(stored / 255)));

/** Returns the nearest stored value of each sRGB value. `values` must not decrease. */
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
