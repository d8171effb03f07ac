import { packColor, unpackColor } from '../color/working-space.ts';
import { countOf, distinctColors } from '../histogram/distinct.ts';
import { BIN_BITS, BIN_STRIDE, type Histogram } from '../histogram/histogram.ts';
import type { Palette } from '../types.ts';
import { SPACE } from './find-colors.ts';

/** Steps of the working space by which rounding may move a color, and somewhat more. */
const ROUNDING_SQ = 3 ** 2;
const OPAQUE = 0xff000000;

/**
 * Sets colors that rounding has moved off the color of a flat area back to it: each becomes the most frequent color of the
 * histogram that is as good as equal to it, where there is one. `found` are the points of the colors from byte `from` on.
 */
export function makeExact(palette: Palette, from: number, found: Float64Array, histogram: Histogram): void {
  const most = new Float64Array(found.length / 4);
  const point = new Int16Array(4);
  visitColors(histogram, (color, count) => {
    SPACE.toPoint(color, point, 0);
    for (let c = 0; c < most.length; c++) {
      if (count <= most[c]!) continue;
      let square = 0;
      for (let axis = 0; axis < 3; axis++) square += (point[axis]! - found[4 * c + axis]!) ** 2;
      if (square > ROUNDING_SQ) continue;
      most[c] = count;
      unpackColor(color, palette, from + 4 * c);
    }
  });
}

/** The visible colors of a histogram, made opaque; of bins only those that are opaque, at their means. */
function visitColors(
  { binned, distinct, opaque }: Histogram,
  visit: (color: number, count: number) => void,
): void {
  if (!binned) {
    for (const color of distinctColors(distinct))
      if (color >>> 24 > 0) visit((color | OPAQUE) >>> 0, countOf(distinct, color));
    return;
  }
  const mask = (1 << BIN_BITS) - 1;
  const rgba = Uint8Array.of(0, 0, 0, 255);
  for (let at = 0; at < opaque.length; at += BIN_STRIDE) {
    const count = opaque[at + 3]!;
    if (count === 0) continue;
    const bin = at / BIN_STRIDE;
    for (let i = 0; i < 3; i++) {
      const corner = 4 * ((bin >> (BIN_BITS * (2 - i))) & mask);
      rgba[i] = corner + Math.round(opaque[at + i]! / count);
    }
    visit(packColor(rgba, 0), count);
  }
}
