import { standFor } from './difference.ts';
import type { StudioImage } from './studio-types.ts';
import type { Size } from './viewport.ts';

/** Draws pixels on a canvas that takes their size. They may stand for a larger picture: that size is kept beside. */
export function drawImage(canvas: HTMLCanvasElement, image: StudioImage, of: Size = image): void {
  const { colorSpace = 'srgb', data, width, height } = image;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  standFor(canvas, of);
  canvas.getContext('2d')!.putImageData(new ImageData(clamped(data), width, height, { colorSpace }), 0, 0);
}

/** The same bytes where that is possible: shared memory cannot be drawn from. */
function clamped(data: Uint8Array | Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = data;
  if (buffer instanceof ArrayBuffer) return new Uint8ClampedArray(buffer, byteOffset, byteLength);
  return new Uint8ClampedArray(data);
}
