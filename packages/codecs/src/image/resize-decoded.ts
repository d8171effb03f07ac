import type { RgbaImage } from '@kcolors/core';
import { type ResizeOptions, resizedSize, resizeSteps } from '@kcolors/core/resize';
import { runSteps } from '@kcolors/core/threads';
import type { CompressResult } from '../compress-types.ts';
import { withPixelSize } from '../metadata/exif.ts';
import { withXmpPixelSize } from '../metadata/xmp.ts';
import type { DecodedImage, Metadata } from '../types.ts';

/** Decoded image that may have been reduced. */
export interface ResizedImage extends DecodedImage, Pick<CompressResult, 'resizedFrom'> {}

/** Returns whether the options reduce an image. */
export function isReduced(image: RgbaImage, options: ResizeOptions): boolean {
  const { height, width } = resizedSize(image, options);
  return width < image.width || height < image.height;
}

/** Returns a reduced copy of a decoded image, or the image itself if the options require no reduction. */
export async function resizeDecoded(
  decoded: DecodedImage,
  options: ResizeOptions,
  onDone: (share: number) => void,
  signal: AbortSignal | undefined,
): Promise<ResizedImage> {
  if (!isReduced(decoded.image, options)) return decoded;
  const { height, width } = decoded.image;
  const image = await runSteps(resizeSteps(decoded.image, options), ({ done }) => onDone(done), signal);
  return { ...decoded, image, metadata: withSize(decoded.metadata, image), resizedFrom: { width, height } };
}

/** Returns the metadata with the size of the image where they name one. The density stays. */
function withSize(metadata: Metadata, size: { readonly width: number; readonly height: number }): Metadata {
  const { exif, xmp } = metadata;
  return {
    ...metadata,
    ...(exif && { exif: withPixelSize(exif, size) }),
    ...(xmp && { xmp: withXmpPixelSize(xmp, size) }),
  };
}
