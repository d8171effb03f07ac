import type { Size } from './viewport.ts';

/** Pixels to show: RGBA, 4 bytes each. */
export interface StudioImage {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  /** What the numbers mean. @defaultValue 'srgb' */
  readonly colorSpace?: 'srgb' | 'display-p3';
}

/** Something that can be drawn and has a size of its own. */
export type Drawable = HTMLImageElement | HTMLCanvasElement;

export const isDrawable = (element: Element | undefined): element is Drawable =>
  element instanceof HTMLImageElement || element instanceof HTMLCanvasElement;

/** Pixels that there are; 0 × 0 while an image is not loaded. */
export function sizeOf(source: Drawable): Size {
  if (source instanceof HTMLImageElement) return { width: source.naturalWidth, height: source.naturalHeight };
  return { width: source.width, height: source.height };
}

/** Has a canvas stand for a picture that may be larger than what is drawn on it. */
function standFor(canvas: HTMLCanvasElement, { width, height }: Size): void {
  canvas.dataset.pictureWidth = String(width);
  canvas.dataset.pictureHeight = String(height);
}

/** The size of the picture that is shown: what zooming goes by. */
export function pictureSizeOf(source: Drawable): Size {
  const { pictureWidth, pictureHeight } = source.dataset;
  if (pictureWidth === undefined || pictureHeight === undefined) return sizeOf(source);
  return { width: Number(pictureWidth), height: Number(pictureHeight) };
}

/**
 * Draws |before − after| of two pictures of one size. Both are laid over middle gray first, so that a
 * difference of opacity shows as well. No pixel is read: this works with images of any origin.
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
