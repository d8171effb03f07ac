import type { RgbaImage } from '@kcolors/core';
import type { Orientation } from '../metadata/exif.ts';

/**
 * Steps for each orientation: transpose first, then flip. The EXIF specification (4.6.5, Orientation) defines
 * orientations by the sides of row 0 and column 0.
 */
const TURNS: Record<Orientation, { swap: boolean; flipX: boolean; flipY: boolean }> = {
  1: { swap: false, flipX: false, flipY: false },
  2: { swap: false, flipX: true, flipY: false },
  3: { swap: false, flipX: true, flipY: true },
  4: { swap: false, flipX: false, flipY: true },
  5: { swap: true, flipX: false, flipY: false },
  6: { swap: true, flipX: true, flipY: false },
  7: { swap: true, flipX: true, flipY: true },
  8: { swap: true, flipX: false, flipY: true },
};

/** Returns the upright image; the same object if it is upright already. */
export function applyOrientation(image: RgbaImage, orientation: Orientation): RgbaImage {
  if (orientation === 1) return image;
  const { swap, flipX, flipY } = TURNS[orientation];
  const width = swap ? image.height : image.width;
  const height = swap ? image.width : image.height;
  const { data: bytes } = image;
  const isAligned = bytes.byteOffset % 4 === 0;
  const { buffer, byteOffset } = isAligned ? bytes : new Uint8Array(bytes);
  const from = new Uint32Array(buffer, isAligned ? byteOffset : 0, image.width * image.height);
  const to = new Uint32Array(width * height);
  const stepX = swap ? image.width : 1; // distance in the source of horizontal neighbors in the result
  const stepY = swap ? 1 : image.width;
  const start = (flipX ? (width - 1) * stepX : 0) + (flipY ? (height - 1) * stepY : 0);
  const right = flipX ? -stepX : stepX;
  const down = flipY ? -stepY : stepY;
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0, i = start + y * down; x < width; x++, o++, i += right) to[o] = from[i]!;
  }
  return { data: new Uint8Array(to.buffer), width, height };
}
