import type { RgbaImage } from '@kcolors/core';
import { CodecError, damaged } from '../errors.ts';
import { checkDimensions } from '../limits.ts';
import type { DecodedImage } from '../types.ts';
import { readJpeg } from './markers.ts';
import { readJpegMetadata } from './metadata.ts';
import { checkWork } from './work.ts';

/** Warnings of libjpeg that do not affect pixels. */
const HARMLESS_WARNING =
  /extraneous bytes before marker 0x(?!d[0-7])|Unknown Adobe color transform|revision number/;

/** Decodes the main picture of a JPEG and its metadata. */
export async function decodeJpeg(bytes: Uint8Array, maxPixels: number): Promise<DecodedImage> {
  const file = readJpeg(bytes);
  const { header, segments, components, picture, rest } = file;
  checkDimensions(header.width, header.height, maxPixels);
  checkWork(file);
  const { metadata, notes } = readJpegMetadata({ segments, rest });
  const isCmyk = components === 4;
  const image = isCmyk
    ? await decodeCmyk(
        picture,
        segments.some(({ marker }) => marker === 0xee),
      )
    : await decodeRgb(picture);
  if (image.width !== header.width || image.height !== header.height) {
    throw damaged('The JPEG decodes to another size than its header says.');
  }
  const cmyk = isCmyk ? ['CMYK colors were converted to RGB without their color profile.'] : [];
  return { header, image, metadata, notes: [...cmyk, ...notes] };
}

async function decodeRgb(bytes: Uint8Array): Promise<RgbaImage> {
  const { decodeWithMozJpeg } = await import('../wasm/jpeg-decoder.ts');
  const { result, messages } = await decodeWithMozJpeg(bytes).catch((error: CodecError) => {
    if (error.code !== 'codec-failed') throw error;
    throw new CodecError('damaged', `The JPEG is damaged. ${error.message}`, error);
  });
  const warning = jpegWarning(messages);
  if (warning) throw damaged(`The JPEG is damaged: ${warning}.`);
  const { data, width, height } = result;
  return { data: new Uint8Array(data.buffer, data.byteOffset, data.length), width, height };
}

/** Returns the first message of libjpeg that says that pixels are wrong. */
export const jpegWarning = (messages: readonly string[]): string | undefined =>
  messages.find((message) => !HARMLESS_WARNING.test(message));

async function decodeCmyk(bytes: Uint8Array, hasAdobe: boolean): Promise<RgbaImage> {
  const { decodeCmykJpeg } = await import('./decode-cmyk.ts');
  return decodeCmykJpeg(bytes, hasAdobe);
}
