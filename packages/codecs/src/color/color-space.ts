import type { ColorSpace, Metadata } from '../types.ts';
import { encodingOf } from './encoding.ts';
import type { MatrixProfile } from './icc-profile.ts';

/** Red, green and blue of a space as XYZ under D50, which is how profiles hold them. */
const COLORANTS = {
  // IEC 61966-2-1, as in the profiles of the ICC: https://registry.color.org/rgb-registry/srgbprofiles
  srgb: [0.4361, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1431, 0.0606, 0.7141],
  // SMPTE EG 432-1 with the white of D65: https://registry.color.org/rgb-registry/displayp3
  'display-p3': [0.5151, 0.2412, -0.0011, 0.292, 0.6922, 0.0419, 0.1571, 0.0666, 0.7841],
} as const satisfies Partial<Record<ColorSpace, readonly number[]>>;
const NEAR = 0.003;

/** Where the curve of sRGB is measured, and how far off another may be: one of plain gamma 2.2 is near enough. */
const CURVE = [
  [0.25, 0.0508],
  [0.5, 0.214],
  [0.75, 0.5225],
] as const;
const CURVE_NEAR = 0.01;

/** The space of the colors of an image, by its metadata. One without a profile is sRGB, as browsers have it. */
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
