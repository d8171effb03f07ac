import type { StudioImage } from '@kcolors/ui/studio';

const MOST = 2 ** 24; // pixels: more take longer here than with the codecs

/**
 * The picture as the browser decodes it, for the time until the codecs have: they are exact where a canvas is not
 * (translucent and color-managed pixels), but a browser has it at once. Undefined when the browser cannot show it.
 */
export async function earlyPicture(bytes: Uint8Array): Promise<StudioImage | undefined> {
  try {
    const bitmap = await createImageBitmap(new Blob([bytes as BlobPart]));
    const { width, height } = bitmap;
    if (width * height > MOST) return undefined;
    const context = new OffscreenCanvas(width, height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    return context.getImageData(0, 0, width, height);
  } catch {
    return undefined; // the codecs tell what is wrong with it
  }
}
