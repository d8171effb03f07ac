import type { RgbaImage } from '../types.ts';

/**
 * Returns a copy in which blended pixels, as along antialiased and blurred edges, take the nearer of the two blended
 * colors. Blends belong to no object, and many small shapes have more of them than of their own color.
 *
 * A pixel is a blend if it lies between two very different pixels, one or two steps away on opposite sides. Of several
 * such pairs the most different one counts. Thin lines stay, since their middle lies between equal colors. Choosing the
 * nearer extreme follows H. Kramer and J. Bruckner, "Iterations of a non-linear transformation for enhancement of
 * digital images", Pattern Recognition 7, 1975.
 */
export function crispEdges({ data, width, height }: RgbaImage): RgbaImage {
  const crisp = Uint8Array.from(data);
  const row = 4 * width;
  for (let y = 0, at = 0; y < height; y++) {
    const vertical = y === 0 || y === height - 1 ? 0 : y === 1 || y === height - 2 ? 1 : 2;
    for (let x = 0; x < width; x++, at += 4) {
      const horizontal = x === 0 || x === width - 1 ? 0 : x === 1 || x === width - 2 ? 1 : 2;
      let largest = CONTRAST_SQ;
      let nearer = at;
      for (let axis = 0; axis < 2; axis++) {
        const steps = axis === 0 ? horizontal : vertical;
        const stride = axis === 0 ? 4 : row;
        for (let step = 1; step <= steps; step++) {
          const one = at - step * stride;
          const other = at + step * stride;
          const span = squareBetween(data, one, other, at);
          if (span <= largest) continue;
          const end = nearerEnd(data, one, other, at, span);
          if (end === at) continue;
          largest = span;
          nearer = end;
        }
      }
      if (nearer !== at) for (let i = 0; i < 4; i++) crisp[at + i] = data[nearer + i]!;
    }
  }
  return { data: crisp, width, height };
}

/** Squared byte difference from which two pixels are different colors; below are noise and shading. */
const CONTRAST_SQ = 40 ** 2;
/** Maximum distance of a blend from the line between its ends, as a share of their distance, squared. */
const ASIDE_SQ = 0.25 ** 2;

/** Squared distance of two pixels. A transparent pixel counts as having the color of `at`, since its own is hidden. */
function squareBetween(data: Uint8Array | Uint8ClampedArray, one: number, other: number, at: number): number {
  let square = (data[other + 3]! - data[one + 3]!) ** 2;
  const from = data[one + 3] === 0 ? at : one;
  const to = data[other + 3] === 0 ? at : other;
  for (let i = 0; i < 3; i++) square += (data[to + i]! - data[from + i]!) ** 2;
  return square;
}

/** Returns the nearer end of a blended pixel, or the pixel itself if it is not between the ends. */
function nearerEnd(
  data: Uint8Array | Uint8ClampedArray,
  one: number,
  other: number,
  at: number,
  span: number,
): number {
  const from = data[one + 3] === 0 ? at : one;
  const to = data[other + 3] === 0 ? at : other;
  let along = 0;
  let square = 0;
  for (let i = 0; i < 4; i++) {
    const start = data[(i < 3 ? from : one) + i]!;
    const offset = data[at + i]! - start;
    along += offset * (data[(i < 3 ? to : other) + i]! - start);
    square += offset * offset;
  }
  if (along <= 0 || along >= span) return at;
  if (square - (along * along) / span > ASIDE_SQ * span) return at;
  return 2 * along < span ? one : other;
}
