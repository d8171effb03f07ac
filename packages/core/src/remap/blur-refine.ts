import { nearestColor } from '../color/nearest-color.ts';
import { paletteToPoints, type ToPoint, unpackColor, WORKING_SPACES } from '../color/working-space.ts';
import type { PixelSource } from '../image/pixels.ts';
import { sampleStride } from '../kernels/samples.ts';
import { solveSymmetric } from '../math/solve.ts';
import type { Space } from '../options.ts';
import type { Palette } from '../types.ts';

/*
 * Blur-aware refinement. Viewers see a dithered image blurred. Once the labels L are known, the colors p move to where
 * the blurred result is nearest to the blurred image. This is the least-squares solution of B(x) − B(Lp), where B is a
 * binomial blur of 5 × 5 pixels. The normal equations are sums of integers, which are exact in any order.
 */

/** Maximum number of pixels in the sampled squares. */
const MAX_SAMPLED = 2 ** 17;
/** Side of the sampled squares, and stride of the blurred pixels along both axes. */
const SIDE = 16;
const STRIDE = 2;
/** Radius of the blur, and its weights along one axis: 256 in all in two dimensions. */
const REACH = 2;
const BLUR = [1, 4, 6, 4, 1];
const BLUR_2D = Int32Array.from({ length: 25 }, (_, i) => BLUR[Math.floor(i / 5)]! * BLUR[i % 5]!);
const TOTAL = 256;
const WIDE = SIDE + 2 * REACH;
/** Damping: weight that keeps colors near their place, against the data of their pixels. */
const DAMPING = 0.1;

/**
 * Sums over pixels: products of the blurred shares of two labels, products of shares and the blurred image, and shares.
 * The product of two labels is the sum of its two entries.
 */
interface Normal {
  readonly products: Float64Array;
  readonly images: Float64Array;
  readonly shares: Float64Array;
}

/**
 * Returns the palette with opaque colors moved by blur-aware refinement. Locked colors, translucent colors and colors
 * without pixels stay.
 */
export function refineByBlur(
  pixels: PixelSource,
  labels: Uint8Array,
  palette: Palette,
  locked: readonly boolean[],
  space: Space,
): Palette {
  const workingSpace = WORKING_SPACES[space];
  const count = palette.length / 4;
  const { images, products, shares } = sumUp(pixels, labels, count, space);
  const points = paletteToPoints(palette, workingSpace);
  const productOf = (c: number, d: number) =>
    products[c * count + d]! + (c === d ? 0 : products[d * count + c]!);
  const isFree = (c: number) => !locked[c] && palette[4 * c + 3] === 255 && shares[c]! > 0;
  const all = Array.from({ length: count }, (_, c) => c);
  const free = all.filter(isFree);
  const fixed = all.filter((c) => !isFree(c));
  const matrix = new Float64Array(free.length * free.length);
  const rightSides = new Float64Array(3 * free.length);
  for (const [i, c] of free.entries()) {
    const damping = DAMPING * TOTAL * shares[c]!;
    for (const [j, d] of free.entries()) matrix[i * free.length + j] = productOf(c, d);
    matrix[i * free.length + i]! += damping;
    for (let axis = 0; axis < 3; axis++) {
      let rest = images[3 * c + axis]! + damping * points[4 * c + axis]!;
      for (const d of fixed) rest -= productOf(c, d) * points[4 * d + axis]!;
      rightSides[3 * i + axis] = rest;
    }
  }
  const found = solveSymmetric(matrix, rightSides, 3);
  const refined = palette.slice();
  free.forEach((c, i) => {
    const [x, y, z] = found.subarray(3 * i, 3 * i + 3);
    unpackColor(nearestColor(workingSpace, x!, y!, z!, workingSpace.opaque), refined, 4 * c);
  });
  return refined;
}

/** Sums up squares that are evenly spaced over the image, or all of a small image. */
function sumUp(pixels: PixelSource, labels: Uint8Array, count: number, space: Space): Normal {
  const { height, length, width } = pixels;
  const columns = Math.ceil(width / SIDE);
  const squares = columns * Math.ceil(height / SIDE);
  const stride = sampleStride(length, columns, MAX_SAMPLED);
  const normal: Normal = {
    products: new Float64Array(count * count),
    images: new Float64Array(3 * count),
    shares: new Float64Array(count),
  };
  const square = createSquare();
  const toPoint = withCache(WORKING_SPACES[space].toPoint);
  for (let i = 0; i < squares; i += stride) {
    const left = SIDE * (i % columns);
    const top = SIDE * Math.floor(i / columns);
    readSquare(square, pixels, labels, left, top, toPoint);
    addSquare(normal, square, count, Math.min(SIDE, width - left), Math.min(SIDE, height - top));
  }
  return normal;
}

/** Bits of a slot number in the cache of points, and 2³² divided by the golden ratio, a multiplicative hash. */
const SLOT_BITS = 13;
const GOLDEN = 0x9e3779b1;

/** Returns a function that converts only colors that are not in its cache. Roots are slow, and colors recur. */
function withCache(toPoint: ToPoint): ToPoint {
  const words = new Uint32Array(1 << SLOT_BITS);
  const points = new Int16Array(4 << SLOT_BITS);
  toPoint(0, points, 0); // the word of the empty slots, whose own slot is the first
  return (rgba, out, at) => {
    const slot = Math.imul(rgba, GOLDEN) >>> (32 - SLOT_BITS);
    if (words[slot] !== rgba) {
      words[slot] = rgba;
      toPoint(rgba, points, 4 * slot);
    }
    out[at] = points[4 * slot]!;
    out[at + 1] = points[4 * slot + 1]!;
    out[at + 2] = points[4 * slot + 2]!;
    out[at + 3] = points[4 * slot + 3]!;
  };
}

/** A square with its margin: points, labels, points blurred along rows, and along both axes. */
function createSquare() {
  return {
    points: new Int16Array(4 * WIDE * WIDE),
    labels: new Uint8Array(WIDE * WIDE),
    rows: new Int32Array(3 * SIDE * WIDE),
    blurred: new Int32Array(3 * SIDE * SIDE),
  };
}
type Square = ReturnType<typeof createSquare>;

/** Reads a square. Pixels beyond the border repeat the outermost one. */
function readSquare(
  { blurred, labels, points, rows }: Square,
  pixels: PixelSource,
  allLabels: Uint8Array,
  left: number,
  top: number,
  toPoint: ToPoint,
): void {
  const { height, width } = pixels;
  const from = Math.max(0, left - REACH);
  const end = Math.min(width, left + SIDE + REACH);
  for (let y = 0; y < WIDE; y++) {
    const row = width * Math.min(height - 1, Math.max(0, top + y - REACH));
    const colors = pixels.view(row + from, row + end);
    for (let x = 0; x < WIDE; x++) {
      const column = Math.min(width - 1, Math.max(0, left + x - REACH));
      const to = y * WIDE + x;
      labels[to] = allLabels[row + column]!;
      toPoint(colors[column - from]!, points, 4 * to);
    }
    for (let x = 0; x < SIDE; x++) {
      for (let axis = 0; axis < 3; axis++) {
        let sum = 0;
        for (let tap = 0; tap < 5; tap++) sum += BLUR[tap]! * points[4 * (y * WIDE + x + tap) + axis]!;
        rows[3 * (y * SIDE + x) + axis] = sum;
      }
    }
  }
  for (let at = 0; at < blurred.length; at++) {
    let sum = 0;
    for (let tap = 0; tap < 5; tap++) sum += BLUR[tap]! * rows[at + 3 * SIDE * tap]!;
    blurred[at] = sum;
  }
}

const share = new Int32Array(256);
const present = new Uint8Array(25);

function addSquare(
  { images, products, shares }: Normal,
  { blurred, labels }: Square,
  count: number,
  columns: number,
  rows: number,
): void {
  for (let y = 0; y < rows; y += STRIDE) {
    for (let x = 0; x < columns; x += STRIDE) {
      let found = 0;
      for (let tap = 0, row = y * WIDE + x; tap < 25; row += WIDE) {
        for (let from = row; from < row + 5; from++, tap++) {
          const label = labels[from]!;
          if (share[label] === 0) present[found++] = label;
          share[label]! += BLUR_2D[tap]!;
        }
      }
      const at = 3 * (y * SIDE + x);
      for (let i = 0; i < found; i++) {
        const c = present[i]!;
        const weight = share[c]!;
        shares[c]! += weight;
        images[3 * c]! += weight * blurred[at]!;
        images[3 * c + 1]! += weight * blurred[at + 1]!;
        images[3 * c + 2]! += weight * blurred[at + 2]!;
        for (let j = 0; j <= i; j++) products[c * count + present[j]!]! += weight * share[present[j]!]!;
      }
      for (let i = 0; i < found; i++) share[present[i]!] = 0;
    }
  }
}
