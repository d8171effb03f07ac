import { type CompressSettings, planFor } from './compress-options.ts';
import { isReduced, type ResizedImage, resizeDecoded } from './image/resize-decoded.ts';
import type { DecodedImage } from './types.ts';

/** Returns whether the settings reduce an image. A file that has to be kept stays as it is. */
export const isReducedBy = (bytes: Uint8Array, decoded: DecodedImage, settings: CompressSettings): boolean =>
  settings.resize !== undefined &&
  isReduced(decoded.image, settings.resize) &&
  planFor({ bytes, ...decoded }, settings).keepReason === undefined;

/** Returns the decoded image of a file, reduced by the `resize` setting. */
export async function resizeSource(
  bytes: Uint8Array,
  decoded: DecodedImage,
  settings: CompressSettings,
  onDone: (share: number) => void = () => {},
): Promise<ResizedImage> {
  const { resize, signal } = settings;
  if (!resize || !isReducedBy(bytes, decoded, settings)) return decoded;
  return resizeDecoded(decoded, resize, onDone, signal);
}
