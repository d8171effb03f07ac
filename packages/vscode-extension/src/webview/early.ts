import type { FilePreview } from '@kcolors/codecs';
import type { KcStudio, StudioImage } from '@kcolors/ui/studio';

const MOST = 2 ** 24; // pixels: more take longer here than with the codecs

/**
 * Shows the original as the browser decodes it, for the time until the codecs have: they are exact where a canvas is not
 * (translucent pixels), but a browser has it at once.
 *
 * @param isWanted Whether there is still nothing better.
 * @returns Whether it is shown.
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

/** Shows what the file would become, about, which the extension has found out while the page was loading. */
export async function showGlimpse(
  studio: KcStudio,
  preview: FilePreview,
  isWanted: () => boolean,
): Promise<void> {
  const picture = await decode(preview.file);
  if (!picture || !isWanted()) return;
  const { bytesBefore: before, estimatedBytes: after, height, width } = preview;
  const { deltaE, look, notes, outcome, palette, psnr } = preview;
  studio.drawAfter(picture);
  studio.palette = palette;
  const measures = { psnr, deltaE, ...(look && { look }) };
  const asked = studio.request;
  studio.facts = { before, after, approximate: true, outcome, width, height, ...measures, asked, notes };
}

/** Undefined when the browser cannot show it: the codecs tell what is wrong with it. */
async function decode(bytes: Uint8Array): Promise<StudioImage | undefined> {
  try {
    const blob = new Blob([bytes as BlobPart]);
    const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none' }); // as the codecs
    const { width, height } = bitmap;
    if (width * height > MOST) return undefined;
    const context = new OffscreenCanvas(width, height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    return context.getImageData(0, 0, width, height);
  } catch {
    return undefined;
  }
}
