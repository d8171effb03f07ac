import { packColor, paletteToPoints, unpackColor, WORKING_SPACES } from '../color/working-space.ts';
import { QuantizeError } from '../errors.ts';
import { distinctColors } from '../histogram/distinct.ts';
import type { Histogram } from '../histogram/histogram.ts';
import type { Palette, RgbaImage } from '../types.ts';

/** Moves the colors from byte `from` on to the nearest that occur, opaque or not; of equally near ones to the lowest value. */
export function snapToImages(
  palette: Palette,
  from: number,
  histogram: Histogram,
  images: readonly RgbaImage[],
): void {
  if (histogram.binned && images.length === 0)
    throw new QuantizeError('option-out-of-range', 'snap', 'images, or a histogram of few colors', true);
  const centers = paletteToPoints(palette, WORKING_SPACES.oklab);
  const nearest = new Float64Array(palette.length / 4).fill(Infinity);
  const found = new Uint32Array(nearest.length);
  const point = new Int16Array(4);
  const look = (seen: number): void => {
    if (seen >>> 24 === 0) return;
    const color = (seen | 0xff000000) >>> 0;
    WORKING_SPACES.oklab.toPoint(color, point, 0);
    for (let c = from / 4; c < nearest.length; c++) {
      let square = 0;
      for (let axis = 0; axis < 4; axis++) square += (point[axis]! - centers[4 * c + axis]!) ** 2;
      if (square > nearest[c]! || (square === nearest[c] && color >= found[c]!)) continue;
      nearest[c] = square;
      found[c] = color;
    }
  };
  if (histogram.binned) {
    for (const { data } of images) {
      for (let at = 0, last = 0; at < data.length; at += 4) {
        const color = packColor(data as Uint8Array, at);
        if (color !== last) look(color);
        last = color;
      }
    }
  } else for (const color of distinctColors(histogram.distinct)) look(color);
  for (let c = from / 4; c < nearest.length; c++)
    if (nearest[c]! < Infinity) unpackColor(found[c]!, palette, 4 * c);
}
