import type { ColorSpace, Metadata } from '../types.ts';
import { encodingOf } from './encoding.ts';
import type { MatrixProfile } from './icc-profile.ts';

/** XYZ of red, green and blue under D50, as stored in ICC profiles. */
const COLORANTS = {
  // IEC 61966-2-1, as in the profiles of the ICC: https://registry.color.org/rgb-registry/srgbprofiles
  srgb: [0.4361, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1431, 0.0606, 0.7141],
  // SMPTE EG 432-1 with the white of D65: https://registry.color.org/rgb-registry/displayp3
  'display-p3': [0.5151, 0.2412, -0.0011, 0.292, 0.6922, 0.0419, 0.1571, 0.0666, 0.7841],
} as const satisfies Partial<Record<ColorSpace, readonly number[]>>;
/** Maximum difference of a colorant. */
const NEAR = 0.003;

/** Points of the sRGB curve, and the maximum difference of another curve, which plain gamma 2.2 stays within. */
const CURVE = [
  [0.25, 0.0508],
  [0.5, 0.214],
  [0.75, 0.5225],
] as const;
const CURVE_NEAR = 0.01;

/**
 * Returns the color space of an image by its metadata. An image without color information is sRGB, as in browsers.
 * @param metadata - the `metadata` of a `DecodedImage`
 */
export function colorSpaceOf(metadata: Pick<Metadata, 'chunks' | 'icc'>): ColorSpace {
  const encoding = encodingOf(metadata);
  if (encoding.kind === 'srgb') return 'srgb';
  return encoding.kind === 'matrix' ? spaceOf(encoding) : 'other';
}

function spaceOf({ colorants, curves }: MatrixProfile): ColorSpace {
  const isNear = (expected: readonly number[]) =>
    colorants.every((value, i) => Math.abs(value - expected[i]!) < NEAR);
  const name = (['srgb', 'display-p3'] as const).find((space) => isNear(COLORANTS[space]));
  const isSrgbCurve = curves.every((curve) =>
    CURVE.every(([at, light]) => Math.abs(curve(at) - light) < CURVE_NEAR),
  );
  return name && isSrgbCurve ? name : 'other';
}
