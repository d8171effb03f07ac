// Reduces images to fewer pixels: in linear light, with premultiplied alpha, to the same bytes on every machine.

export { type ResizeProgress, resize, resizeSteps } from './resize.ts';
export { type ResizeOptions, resizedSize, type SizeLimits } from './size.ts';
