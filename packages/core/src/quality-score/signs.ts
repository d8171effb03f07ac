import { xyb } from '../color/xyb.ts';
import { pixelsOf } from '../image/pixels.ts';
import { countColors, findSigns } from '../signs/find-signs.ts';
import type { IndexedImage, RgbaImage } from '../types.ts';
import { distanceSq } from './percentile-error.ts';

/** Distance per point of the score, where black and white are 100 apart. */
const DISTANCE_PER_POINT = 0.25;

/**
 * Returns a function that limits the score of a result by the sign with the largest error. Means hardly change if the
 * only red light of a screen turns gray, but viewers notice it. A score of 75 allows an error of 6, where black and
 * white are 100 apart. Dithered signs count by the mean of their pixels.
 */
export function signLimitOf(original: RgbaImage): (result: RgbaImage | IndexedImage) => number {
  const pixels = pixelsOf(original, 'keep');
  const counts = countColors(pixels);
  const signs = findSigns(pixels, (bin) => counts[bin]!).map(({ places }) => ({
    places,
    mean: meanOf(original, places),
  }));
  return (result) => {
    let worst = 0;
    for (const { mean, places } of signs) {
      const [x, y, b] = meanOf(result, places);
      worst = Math.max(worst, distanceSq(x! - mean[0]!, y! - mean[1]!, b! - mean[2]!));
    }
    return Math.max(0, 100 - Math.sqrt(worst) / DISTANCE_PER_POINT);
  };
}

const color = new Float32Array(3);

/** The mean color of some pixels in XYB. Signs are opaque. */
function meanOf(image: RgbaImage | IndexedImage, places: Uint32Array): Float64Array {
  const mean = new Float64Array(3);
  const isIndexed = 'indices' in image;
  const bytes = isIndexed ? image.palette : image.data;
  for (const place of places) {
    const at = 4 * (isIndexed ? image.indices[place]! : place);
    xyb(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, color, 0);
    for (let axis = 0; axis < 3; axis++) mean[axis]! += color[axis]! / places.length;
  }
  return mean;
}
