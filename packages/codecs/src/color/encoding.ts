import { u32be } from '../bytes.ts';
import { iccIsFor } from '../metadata/icc.ts';
import type { Metadata } from '../types.ts';
import { HDR_TRANSFERS, PRIMARIES, SRGB_PRIMARIES, TRANSFERS } from './cicp.ts';
import { type CurveParameters, curveOf, gammaCurve } from './curve.ts';
import { type MatrixProfile, readMatrixProfile } from './icc-profile.ts';
import { type Chromaticities, type Colorants, colorantsOf } from './primaries.ts';

/** Meaning of stored colors. */
export type ColorEncoding =
  | { readonly kind: 'srgb' }
  /** Colorants and curves; with `parameters` if they come from PNG chunks instead of a profile. */
  | ({ readonly kind: 'matrix'; readonly parameters?: CurveParameters } & MatrixProfile)
  /** High dynamic range: PQ or HLG. */
  | { readonly kind: 'hdr'; readonly name: string }
  /** A profile with lookup tables. */
  | { readonly kind: 'tables' };

const SRGB: ColorEncoding = { kind: 'srgb' };

/** Maximum relative difference from gamma 1/2.2 for a gAMA chunk that counts as sRGB, as in libpng. */
const GAMMA_NEAR = 0.05;

/**
 * Returns the color encoding that metadata describes. In a PNG, the first of cICP, iCCP, sRGB, and gAMA with cHRM applies
 * (PNG, third edition, 4.3). cHRM alone is ignored, as in browsers.
 */
export function encodingOf({ chunks = [], icc }: Pick<Metadata, 'chunks' | 'icc'>): ColorEncoding {
  const dataOf = (type: string) => chunks.find((chunk) => chunk.type === type)?.data;
  const cicp = dataOf('cICP');
  const coded = cicp && encodingOfCicp(cicp);
  if (coded) return coded;
  // A profile for gray or CMYK does not describe the decoded RGB.
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

/** Returns undefined for unknown code points and for YCbCr: the chunk is then ignored. */
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

/** Returns the chromaticities of a cHRM chunk, which stores white first. */
function readChromaticities(data: Uint8Array | undefined): Chromaticities | undefined {
  if (data?.length !== 32) return undefined;
  const [wx, wy, ...colors] = Array.from({ length: 8 }, (_, i) => u32be(data, 4 * i) / 100_000);
  return [...colors, wx, wy] as unknown as Chromaticities;
}

function matrix(colorants: Colorants, parameters: CurveParameters): ColorEncoding {
  const curve = curveOf(parameters);
  return { kind: 'matrix', colorants, curves: [curve, curve, curve], parameters };
}
