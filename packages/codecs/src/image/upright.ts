import { readOrientation, withUprightOrientation } from '../metadata/exif.ts';
import { withUprightXmp } from '../metadata/xmp.ts';
import type { DecodedImage } from '../types.ts';
import { applyOrientation } from './orientation.ts';

/** Applies the EXIF orientation to the pixels, and sets it to upright in the metadata. */
export function makeUpright(decoded: DecodedImage): DecodedImage {
  const { exif, xmp } = decoded.metadata;
  const orientation = readOrientation(exif);
  if (!exif || orientation === 1) return decoded;
  return {
    ...decoded,
    image: applyOrientation(decoded.image, orientation),
    metadata: {
      ...decoded.metadata,
      exif: withUprightOrientation(exif),
      ...(xmp && { xmp: withUprightXmp(xmp) }),
      ...(decoded.metadata.density &&
        orientation >= 5 && {
          density: { x: decoded.metadata.density.y, y: decoded.metadata.density.x },
        }),
    },
  };
}
