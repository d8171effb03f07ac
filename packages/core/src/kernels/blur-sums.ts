import type { ToPoint } from '../color/working-space.ts';
import { BLUR_REACH, BLUR_SIDE, BLUR_STRIDE } from '../constants.ts';

/** A square of pixels and their labels with a margin of `BLUR_REACH`, `BLUR_WIDE` per row. */
export interface BlurSquare {
  readonly pixels: Uint32Array;
  readonly labels: Uint8Array;
}

/**
 * Sums of blur-aware refinement over pixels: products of the blurred shares of two labels, products of shares and the
 * blurred image, and shares. The product of two labels is the sum of its two entries.
 */
export interface BlurSums {
  /** Number of labels. */
  readonly count: number;
  /** `count` × `count` numbers. */
  readonly products: Float64Array;
  /** Three numbers per label. */
  readonly images: Float64Array;
  readonly shares: Float64Array;
}

/** Side of a square with its margin. */
export const BLUR_WIDE: number = BLUR_SIDE + 2 * BLUR_REACH;
/** Weights of the blur along one axis: 256 in all in two dimensions. */
const BLUR = [1, 4, 6, 4, 1];
const BLUR_2D = Int32Array.from({ length: 25 }, (_, i) => BLUR[Math.floor(i / 5)]! * BLUR[i % 5]!);
/** Blurred pixels per row of a square. */
const ACROSS = BLUR_SIDE / BLUR_STRIDE;

/** Points of a square, and those blurred along rows: three numbers per place. */
const points = new Int16Array(4 * BLUR_WIDE * BLUR_WIDE);
const blurred = new Int32Array(3 * ACROSS * BLUR_WIDE);
const share = new Int32Array(256);
const present = new Uint8Array(25);

/** Adds every second pixel of every second row of a square. Only its first `columns` × `rows` pixels are in the image. */
export function addBlurSquare(
  { labels, pixels }: BlurSquare,
  sums: BlurSums,
  columns: number,
  rows: number,
  toPoint: ToPoint,
): void {
  for (let i = 0; i < pixels.length; i++) toPoint(pixels[i]!, points, 4 * i);
  for (let y = 0, to = 0; y < BLUR_WIDE; y++) {
    for (let x = 0; x < BLUR_SIDE; x += BLUR_STRIDE) {
      for (let axis = 0; axis < 3; axis++, to++) {
        let sum = 0;
        for (let tap = 0; tap < 5; tap++) sum += BLUR[tap]! * points[4 * (y * BLUR_WIDE + x + tap) + axis]!;
        blurred[to] = sum;
      }
    }
  }
  for (let y = 0; y < rows; y += BLUR_STRIDE) {
    for (let x = 0; x < columns; x += BLUR_STRIDE) {
      addPixel(labels, y * BLUR_WIDE + x, 3 * (y * ACROSS + x / BLUR_STRIDE), sums);
    }
  }
}

/** Adds a pixel by its first label and its first place in `blurred`. */
function addPixel(
  labels: Uint8Array,
  first: number,
  place: number,
  { count, images, products, shares }: BlurSums,
): void {
  let found = 0;
  for (let tap = 0, row = first; tap < 25; row += BLUR_WIDE) {
    for (let from = row; from < row + 5; from++, tap++) {
      const label = labels[from]!;
      if (share[label] === 0) present[found++] = label;
      share[label]! += BLUR_2D[tap]!;
    }
  }
  const x = blurredAt(place);
  const y = blurredAt(place + 1);
  const z = blurredAt(place + 2);
  for (let i = 0; i < found; i++) {
    const c = present[i]!;
    const weight = share[c]!;
    shares[c]! += weight;
    images[3 * c]! += weight * x;
    images[3 * c + 1]! += weight * y;
    images[3 * c + 2]! += weight * z;
    for (let j = 0; j <= i; j++) products[c * count + present[j]!]! += weight * share[present[j]!]!;
  }
  for (let i = 0; i < found; i++) share[present[i]!] = 0;
}

/** Returns a coordinate of the blurred image. */
function blurredAt(place: number): number {
  let sum = 0;
  for (let tap = 0, at = place; tap < 5; tap++, at += 3 * ACROSS) sum += BLUR[tap]! * blurred[at]!;
  return sum;
}
