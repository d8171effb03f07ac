import { nearestColor } from '../color/nearest-color.ts';
import { paletteToPoints, unpackColor, WORKING_SPACES } from '../color/working-space.ts';
import { BLUR_REACH, BLUR_SIDE } from '../constants.ts';
import type { Engine } from '../engine/engine.ts';
import type { PixelSource } from '../image/pixels.ts';
import { BLUR_WIDE, type BlurSquare, type BlurSums } from '../kernels/blur-sums.ts';
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
/** Sum of the weights of the blur. */
const TOTAL = 256;
/** Damping: weight that keeps colors near their place, against the data of their pixels. */
const DAMPING = 0.1;

/**
 * Returns the palette with opaque colors moved by blur-aware refinement. Locked colors, translucent colors and colors
 * without pixels stay.
 */
export function refineByBlur(
  engine: Engine,
  pixels: PixelSource,
  labels: Uint8Array,
  palette: Palette,
  locked: readonly boolean[],
  space: Space,
): Palette {
  const workingSpace = WORKING_SPACES[space];
  const count = palette.length / 4;
  const mark = engine.memory.mark();
  const { images, products, shares } = sumUp(engine, pixels, labels, count);
  const points = paletteToPoints(palette, workingSpace);
  const isFree = (c: number) => !locked[c] && palette[4 * c + 3] === 255 && shares[c]! > 0;
  const all = Array.from({ length: count }, (_, c) => c);
  const free = all.filter(isFree);
  const fixed = all.filter((c) => !isFree(c));
  const matrix = new Float64Array(free.length * free.length); // its lower triangle
  const rightSides = new Float64Array(3 * free.length);
  for (const [i, c] of free.entries()) {
    const damping = DAMPING * TOTAL * shares[c]!;
    const row = i * free.length;
    for (let j = 0; j < i; j++) {
      const d = free[j]!;
      matrix[row + j] = products[c * count + d]! + products[d * count + c]!;
    }
    matrix[row + i] = products[c * count + c]! + damping;
    for (let axis = 0; axis < 3; axis++) {
      let rest = images[3 * c + axis]! + damping * points[4 * c + axis]!;
      for (const d of fixed)
        rest -= (products[c * count + d]! + products[d * count + c]!) * points[4 * d + axis]!;
      rightSides[3 * i + axis] = rest;
    }
  }
  engine.memory.release(mark);
  const found = solveSymmetric(matrix, rightSides, 3);
  const refined = palette.slice();
  free.forEach((c, i) => {
    const [x, y, z] = found.subarray(3 * i, 3 * i + 3);
    unpackColor(nearestColor(workingSpace, x!, y!, z!, workingSpace.opaque), refined, 4 * c);
  });
  return refined;
}

/** Sums up squares that are evenly spaced over the image, or all of a small image. The sums are in the engine's memory. */
function sumUp(engine: Engine, pixels: PixelSource, labels: Uint8Array, count: number): BlurSums {
  const { memory } = engine;
  const { height, length, width } = pixels;
  const columns = Math.ceil(width / BLUR_SIDE);
  const squares = columns * Math.ceil(height / BLUR_SIDE);
  const stride = sampleStride(length, columns, MAX_SAMPLED);
  const sums: BlurSums = {
    count,
    products: memory.float64(count * count).fill(0),
    images: memory.float64(3 * count).fill(0),
    shares: memory.float64(count).fill(0),
  };
  const size = BLUR_WIDE * BLUR_WIDE;
  const square: BlurSquare = { pixels: memory.uint32(size), labels: memory.uint8(size) };
  for (let i = 0; i < squares; i += stride) {
    const left = BLUR_SIDE * (i % columns);
    const top = BLUR_SIDE * Math.floor(i / columns);
    readSquare(square, pixels, labels, left, top);
    engine.addBlurSquare(square, sums, Math.min(BLUR_SIDE, width - left), Math.min(BLUR_SIDE, height - top));
  }
  return sums;
}

/** Reads a square with its margin. Pixels beyond the border repeat the outermost one. */
function readSquare(
  square: BlurSquare,
  pixels: PixelSource,
  labels: Uint8Array,
  left: number,
  top: number,
): void {
  const { height, width } = pixels;
  const from = Math.max(0, left - BLUR_REACH);
  const end = Math.min(width, left + BLUR_SIDE + BLUR_REACH);
  for (let y = 0, to = 0; y < BLUR_WIDE; y++) {
    const row = width * Math.min(height - 1, Math.max(0, top + y - BLUR_REACH));
    const colors = pixels.view(row + from, row + end);
    for (let x = 0; x < BLUR_WIDE; x++, to++) {
      const column = Math.min(width - 1, Math.max(0, left + x - BLUR_REACH));
      square.pixels[to] = colors[column - from]!;
      square.labels[to] = labels[row + column]!;
    }
  }
}
