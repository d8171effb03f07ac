import type { AvifEncodeOptions, AvifImage } from './types.ts';

export type { AvifEncodeOptions, AvifImage };

/**
 * Returns the pixels of an AVIF as they are stored: neither its rotation nor its color profile is applied.
 * For `decoders.avif` of `@kcolors/codecs`, which checks the size first and applies the rotation.
 */
export async function decodeAvif(bytes: Uint8Array): Promise<AvifImage> {
  const { decode } = await import('./decoder.ts');
  return decode(bytes);
}

/**
 * Returns an AVIF of the pixels, without metadata. Alpha is lossless.
 * For `encoders.avif` of `@kcolors/codecs`, which adds color profile, EXIF and XMP.
 */
export async function encodeAvif(image: AvifImage, options: AvifEncodeOptions): Promise<Uint8Array> {
  const { encode } = await import('./encoder.ts');
  return encode(image, options);
}
