import { make } from '../page/make.ts';

/** A canvas with a thumbnail, which can be drawn again whenever the list is. */
export function pictureOf(thumbnail: ImageBitmap): HTMLCanvasElement {
  const canvas = make('canvas', { width: thumbnail.width, height: thumbnail.height });
  canvas.getContext('2d')!.drawImage(thumbnail, 0, 0);
  return canvas;
}
