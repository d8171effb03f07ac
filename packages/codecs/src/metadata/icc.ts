import { latin1, startsWith, u32be } from '../bytes.ts';

/** What the colors of a profile are: as its header says. */
export type IccColorSpace = 'RGB ' | 'GRAY' | 'CMYK';

/** Whether a profile is whole and made for pixels of this kind. */
export function iccIsFor(icc: Uint8Array, space: IccColorSpace): boolean {
  return iccIsWhole(icc) && latin1(icc, 16, 4) === space;
}

/** A profile has a header of 128 bytes with its length and a signature. */
export function iccIsWhole(icc: Uint8Array): boolean {
  return icc.length >= 132 && startsWith(icc, 'acsp', 36) && u32be(icc, 0) <= icc.length;
}

/** The color space of a profile as words. */
export function iccSpaceName(icc: Uint8Array): string {
  return { 'RGB ': 'RGB', GRAY: 'gray', CMYK: 'CMYK' }[latin1(icc, 16, 4)] ?? 'other';
}
