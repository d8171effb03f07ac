// Coding-independent code points: ITU-T H.273 (07/2024), tables 2 and 3.
import { type CurveParameters, gammaCurve, SRGB_CURVE } from './curve.ts';
import type { Chromaticities } from './primaries.ts';

const D65 = [0.3127, 0.329] as const;
const C = [0.31, 0.316] as const;

export const SRGB_PRIMARIES: Chromaticities = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, ...D65];
const SMPTE_170M: Chromaticities = [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, ...D65];

/** Chromaticities by their code of color primaries. */
export const PRIMARIES: Readonly<Record<number, Chromaticities>> = {
  1: SRGB_PRIMARIES,
  4: [0.67, 0.33, 0.21, 0.71, 0.14, 0.08, ...C],
  5: [0.64, 0.33, 0.29, 0.6, 0.15, 0.06, ...D65],
  6: SMPTE_170M,
  7: SMPTE_170M,
  8: [0.681, 0.319, 0.243, 0.692, 0.145, 0.049, ...C],
  9: [0.708, 0.292, 0.17, 0.797, 0.131, 0.046, ...D65],
  11: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.314, 0.351],
  12: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, ...D65],
  22: [0.63, 0.34, 0.295, 0.605, 0.155, 0.077, ...D65],
};

/** Display curve of video, ITU-R BT.1886, which browsers use. */
const BT_1886 = gammaCurve(2.4);

/** Curves by their code of transfer characteristics. */
export const TRANSFERS: Readonly<Record<number, CurveParameters>> = {
  1: BT_1886,
  4: gammaCurve(2.2),
  5: gammaCurve(2.8),
  6: BT_1886,
  7: { gamma: 1 / 0.45, a: 1 / 1.1115, b: 0.1115 / 1.1115, c: 1 / 4, d: 4 * 0.0228 },
  8: gammaCurve(1),
  13: SRGB_CURVE,
  14: BT_1886,
  15: BT_1886,
  17: gammaCurve(2.6, 1.034080527698771), // SMPTE ST 428-1: white is 48 / 52.37
};

/** Names of high dynamic range curves by their code of transfer characteristics. */
export const HDR_TRANSFERS: Readonly<Record<number, string>> = { 16: 'PQ', 18: 'HLG' };
