import { LINEAR } from '../../color/srgb.ts';

const linearLight = Float32Array.from(LINEAR);

/** Length of a plane in a buffer: a multiple of four, for vectors. */
export const planeLength = (count: number): number => (count + 3) & ~3;

/** Writes the linear light of `count` pixels on a gray background to three planes. */
export function toLinear(pixels: Uint32Array, count: number, background: number, to: Float32Array): void {
  const plane = planeLength(count);
  for (let i = 0; i < count; i++) {
    const pixel = pixels[i]!;
    const alpha = pixel >>> 24;
    to[i] = linearLight[blend(pixel & 255, alpha, background)]!;
    to[plane + i] = linearLight[blend((pixel >>> 8) & 255, alpha, background)]!;
    to[2 * plane + i] = linearLight[blend((pixel >>> 16) & 255, alpha, background)]!;
  }
}

/** The 8-bit value on the background, rounded. */
const blend = (value: number, alpha: number, background: number): number =>
  alpha === 255 ? value : Math.floor((2 * (value * alpha + background * (255 - alpha)) + 255) / 510);
