import type { FilePreview } from '@kcolors/codecs';
import type { KcStudio, StudioImage } from '@kcolors/ui/studio';

const MAX_PIXELS = 2 ** 24; // pixels; larger images take longer here than with the codecs

/**
 * Shows the original as decoded by the browser, until the codecs have decoded it. The browser is faster. The
 * codecs are exact for translucent pixels, where a canvas is not.
 *
 * @param isWanted whether nothing better is shown yet.
 * @returns whether the original is shown.
 */
export async function showOriginal(
  studio: KcStudio,
  bytes: Uint8Array,
  isWanted: () => boolean,
): Promise<boolean> {
  const picture = await decode(bytes);
  if (!picture || !isWanted()) return false;
  studio.drawBefore(picture);
  studio.drawAfter(picture);
  studio.palette = [];
  studio.facts = undefined;
  studio.actions = []; // there is nothing to save yet
  studio.phase = 'ready';
  return true;
}

/** Shows the approximate result that the extension made while the page was loading. */
export async function showGlimpse(
  studio: KcStudio,
  preview: FilePreview,
  isWanted: () => boolean,
): Promise<void> {
  const picture = await decode(preview.file);
  if (!picture || !isWanted()) return;
  const { bytesBefore: before, estimatedBytes: after, height, width } = preview;
  const { deltaE, qualityScore, notes, outcome, palette, psnr } = preview;
  studio.drawAfter(picture);
  studio.palette = palette;
  const measures = { psnr, deltaE, ...(qualityScore && { qualityScore }) };
  const requested = studio.request;
  studio.facts = { before, after, approximate: true, outcome, width, height, ...measures, requested, notes };
}

/** Undefined when the browser cannot decode the file: the codecs then report the error. */
async function decode(bytes: Uint8Array): Promise<StudioImage | undefined> {
  try {
    const blob = new Blob([bytes as BlobPart]);
    const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none' }); // as the codecs do
    const { width, height } = bitmap;
    if (width * height > MAX_PIXELS) return undefined;
    const context = new OffscreenCanvas(width, height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    return context.getImageData(0, 0, width, height);
  } catch {
    return undefined;
  }
}
