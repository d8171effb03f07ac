import type { StudioImage } from './studio-types.ts';

/** Draws pixels on a canvas that takes their size. */
export function drawImage(canvas: HTMLCanvasElement, { data, width, height }: StudioImage): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.getContext('2d')!.putImageData(new ImageData(clamped(data), width, height), 0, 0);
}

/** The same bytes where that is possible: shared memory cannot be drawn from. */
function clamped(data: Uint8Array | Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = data;
  if (buffer instanceof ArrayBuffer) return new Uint8ClampedArray(buffer, byteOffset, byteLength);
  return new Uint8ClampedArray(data);
}
