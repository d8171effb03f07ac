import type { Size } from './viewport.ts';

/** An image to show: RGBA, 4 bytes per pixel. */
export interface StudioImage {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  /** Color space of the values. @defaultValue 'srgb' */
  readonly colorSpace?: 'srgb' | 'display-p3';
}

/** An element that can be drawn and has an intrinsic size. */
export type Drawable = HTMLImageElement | HTMLCanvasElement;

export const isDrawable = (element: Element | undefined): element is Drawable =>
  element instanceof HTMLImageElement || element instanceof HTMLCanvasElement;

/** Returns the intrinsic size in pixels; 0 × 0 while an image loads. */
export function sizeOf(source: Drawable): Size {
  if (source instanceof HTMLImageElement) return { width: source.naturalWidth, height: source.naturalHeight };
  return { width: source.width, height: source.height };
}

/** Stores the size of the full image on a canvas that shows a smaller version. */
function standFor(canvas: HTMLCanvasElement, { width, height }: Size): void {
  canvas.dataset.pictureWidth = String(width);
  canvas.dataset.pictureHeight = String(height);
}

/** Returns the size of the full image, which zooming uses. */
export function pictureSizeOf(source: Drawable): Size {
  const { pictureWidth, pictureHeight } = source.dataset;
  if (pictureWidth === undefined || pictureHeight === undefined) return sizeOf(source);
  return { width: Number(pictureWidth), height: Number(pictureHeight) };
}

/**
 * Draws |before − after| of two images of the same size. Both are drawn over middle gray first, so that a difference
 * in alpha is visible too. It reads no pixels and so works with images of any origin.
 */
export function drawDifference(canvas: HTMLCanvasElement, before: Drawable, after: Drawable): void {
  const { width, height } = sizeOf(before);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  const layer = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
  drawOverGray(layer.getContext('2d')!, after, width, height);
  drawOverGray(context, before, width, height);
  context.globalCompositeOperation = 'difference';
  context.drawImage(layer, 0, 0);
}

function drawOverGray(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  source: Drawable,
  width: number,
  height: number,
): void {
  context.globalCompositeOperation = 'source-over';
  context.fillStyle = '#808080';
  context.fillRect(0, 0, width, height);
  context.drawImage(source, 0, 0, width, height);
}

/**
 * Draws an image and resizes the canvas to it. `of` is the size of the full image if `image` is a smaller version.
 */
export function drawImage(canvas: HTMLCanvasElement, image: StudioImage, of: Size = image): void {
  const { colorSpace = 'srgb', data, width, height } = image;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  standFor(canvas, of);
  canvas.getContext('2d')!.putImageData(new ImageData(clamped(data), width, height, { colorSpace }), 0, 0);
}

/** Returns a view of the same bytes, or a copy of shared memory, which a canvas cannot draw. */
function clamped(data: Uint8Array | Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = data;
  if (buffer instanceof ArrayBuffer) return new Uint8ClampedArray(buffer, byteOffset, byteLength);
  return new Uint8ClampedArray(data);
}
