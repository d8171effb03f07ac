import { u32be } from '../bytes.ts';
import { iccIsFor } from '../metadata/icc.ts';
import type { Metadata } from '../types.ts';
import { HDR_TRANSFERS, PRIMARIES, SRGB_PRIMARIES, TRANSFERS } from './cicp.ts';
import { type CurveParameters, curveOf, gammaCurve } from './curve.ts';
import { type MatrixProfile, readMatrixProfile } from './icc-profile.ts';
import { type Chromaticities, type Colorants, colorantsOf } from './primaries.ts';

/** The meaning of stored colors. */
export type ColorEncoding =
  | { readonly kind: 'srgb' }
  /** By colorants and curves; with the parameters of the curve where a PNG says them without a profile. */
  | ({ readonly kind: 'matrix'; readonly parameters?: CurveParameters } & MatrixProfile)
  /** High dynamic range: PQ or HLG. */
  | { readonly kind: 'hdr'; readonly name: string }
  /** By a profile with tables. */
  | { readonly kind: 'tables' };

const SRGB: ColorEncoding = { kind: 'srgb' };

/** The nearest that a gamma of 1/2.2 has to be to count as that of sRGB, as libpng has it. */
const GAMMA_NEAR = 0.05;

/**
 * The encoding that metadata says. Of a PNG the first of cICP, profile, sRGB, and gAMA with cHRM counts (PNG, third edition,
 * 4.3); cHRM alone says nothing, as browsers have it.
 */
export function encodingOf({ chunks = [], icc }: Pick<Metadata, 'chunks' | 'icc'>): ColorEncoding {
  const dataOf = (type: string) => chunks.find((chunk) => chunk.type === type)?.data;
  const cicp = dataOf('cICP');
  const coded = cicp && encodingOfCicp(cicp);
  if (coded) return coded;
  // A profile for gray or CMYK says nothing of the RGB that was decoded.
  if (icc && iccIsFor(icc, 'RGB ')) {
    const profile = readMatrixProfile(icc);
    return profile ? { kind: 'matrix', ...profile } : { kind: 'tables' };
  }
  const gamma = u32be(dataOf('gAMA') ?? new Uint8Array(0), 0) / 100_000;
  if (dataOf('sRGB') || gamma === 0) return SRGB;
  const chromaticities = readChromaticities(dataOf('cHRM'));
  if (!chromaticities && Math.abs(gamma * 2.2 - 1) < GAMMA_NEAR) return SRGB;
  const colorants = colorantsOf(chromaticities ?? SRGB_PRIMARIES);
  return colorants ? matrix(colorants, gammaCurve(1 / gamma)) : SRGB;
}

/** Undefined for code points that are not known or not of RGB: they count as not there. */
function encodingOfCicp([primaries = 0, transfer = 0, coefficients]: Uint8Array): ColorEncoding | undefined {
  if (coefficients !== 0) return undefined;
  const hdr = HDR_TRANSFERS[transfer];
  if (hdr) return { kind: 'hdr', name: hdr };
  const chromaticities = PRIMARIES[primaries];
  const curve = TRANSFERS[transfer];
  if (!chromaticities || !curve) return undefined;
  if (primaries === 1 && transfer === 13) return SRGB;
  return matrix(colorantsOf(chromaticities)!, curve);
}

/** Red, green, blue and white of a cHRM chunk, which has white first. */
function readChromaticities(data: Uint8Array | undefined): Chromaticities | undefined {
  if (data?.length !== 32) return undefined;
  const [wx, wy, ...colors] = Array.from({ length: 8 }, (_, i) => u32be(data, 4 * i) / 100_000);
  return [...colors, wx, wy] as unknown as Chromaticities;
}

function matrix(colorants: Colorants, parameters: CurveParameters): ColorEncoding {
  const curve = curveOf(parameters);
  return { kind: 'matrix', colorants, curves: [curve, curve, curve], parameters };
}
