// Draws an image paint as Figma does, pixel by pixel: the simple, slow version of what Figma shows.
import sharp from 'sharp';

type Box = readonly [width: number, height: number];
type Transform = readonly [readonly [number, number, number], readonly [number, number, number]];
type Point = readonly [x: number, y: number];

const SIDE = 160; // of the picture that is drawn

/** Returns RGB pixels of a layer that shows an image; black where it shows nothing. */
export async function renderPaint(
  file: Uint8Array,
  paint: Record<string, unknown>,
  [layerWidth, layerHeight]: Box,
): Promise<Uint8Array> {
  const scale = SIDE / Math.max(layerWidth, layerHeight);
  const [width, height] = [Math.round(layerWidth * scale), Math.round(layerHeight * scale)];
  const source = await sharp(file).metadata();
  // Both images are first reduced to one size: a point of a finer one would say little of what is seen.
  const limit = Math.min(source.width!, 300);
  const { data, info } = await sharp(file)
    .removeAlpha()
    .resize({ width: limit })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const image: Box = [source.width!, source.height!];
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at: Point = [(x + 0.5) / width, (y + 0.5) / height];
      const [u, v] = positionOf(at, paint, image, [layerWidth, layerHeight]);
      if (u < 0 || u >= 1 || v < 0 || v >= 1) continue;
      const from = (Math.floor(v * info.height) * info.width + Math.floor(u * info.width)) * 3;
      pixels.set(data.subarray(from, from + 3), (y * width + x) * 3);
    }
  return pixels;
}

/** Returns the point of the image, from 0 to 1, at a point of the layer, from 0 to 1. */
function positionOf(
  [x, y]: Point,
  paint: Record<string, unknown>,
  [width, height]: Box,
  [layerWidth, layerHeight]: Box,
): Point {
  if (paint.scaleMode === 'CROP') {
    const [[a, c, e], [b, d, f]] = paint.imageTransform as Transform;
    return [a * x + c * y + e, b * x + d * y + f];
  }
  if (paint.scaleMode === 'TILE') {
    const factor = paint.scalingFactor as number;
    return [((x * layerWidth) / (width * factor)) % 1, ((y * layerHeight) / (height * factor)) % 1];
  }
  const isTurned = paint.rotation === 90;
  const [turnedX, turnedY] = isTurned ? [y, 1 - x] : [x, y];
  const [boxWidth, boxHeight] = isTurned ? [layerHeight, layerWidth] : [layerWidth, layerHeight];
  const scales = [boxWidth / width, boxHeight / height];
  const scale = paint.scaleMode === 'FIT' ? Math.min(...scales) : Math.max(...scales);
  return [
    0.5 + ((turnedX - 0.5) * boxWidth) / (width * scale),
    0.5 + ((turnedY - 0.5) * boxHeight) / (height * scale),
  ];
}
