import { latin1, startsWith, u32be } from '../bytes.ts';

/** Data color space of a profile, as stored in its header (ICC.1:2022, 7.2.6). */
export type IccColorSpace = 'RGB ' | 'GRAY' | 'CMYK';

/** Returns whether a profile is complete and describes pixels of this color space. */
export function iccIsFor(icc: Uint8Array, space: IccColorSpace): boolean {
  return iccIsWhole(icc) && latin1(icc, 16, 4) === space;
}

/** Returns whether a profile has its signature and as many bytes as its header says. */
export function iccIsWhole(icc: Uint8Array): boolean {
  return icc.length >= 132 && startsWith(icc, 'acsp', 36) && u32be(icc, 0) <= icc.length;
}

/** Returns the color space of a profile for messages. */
export function iccSpaceName(icc: Uint8Array): string {
  return { 'RGB ': 'RGB', GRAY: 'gray', CMYK: 'CMYK' }[latin1(icc, 16, 4)] ?? 'other';
}
