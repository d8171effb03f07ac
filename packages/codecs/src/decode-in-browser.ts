import type { DecodedPixels } from './hooks.ts';

/**
 * Decodes a file with the decoder of the browser: AVIF in all current ones, HEIC in Safari. For `decoders`; it also runs in
 * web workers. The browser converts the colors to sRGB, and applies the rotation. Colors of translucent pixels lose a
 * little precision, and those of fully transparent pixels are lost.
 * @throws {Error} where the browser cannot decode the file, or outside of browsers.
 */
export async function decodeInBrowser(bytes: Uint8Array): Promise<DecodedPixels> {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
  try {
    const { height, width } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    return { data, width, height, isUpright: true, isSrgb: true };
  } finally {
    bitmap.close();
  }
}
