import type { Size } from './viewport.ts';

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
export function standFor(canvas: HTMLCanvasElement, { width, height }: Size): void {
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
