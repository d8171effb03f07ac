// Reads and stores image files in Figma.
import { Failure, messageOf } from '../bridge/failure.ts';
import { sizeOf } from './scan.ts';
import type { Size } from './shown-width.ts';

/** Signatures of the file formats that Figma accepts. */
const SIGNATURES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
];

/** Returns the original file of an image. */
export async function readImage(hash: string): Promise<Uint8Array> {
  const image = figma.getImageByHash(hash);
  if (!image) throw new Failure('image-gone', 'Figma no longer has this image.');
  try {
    return await image.getBytesAsync();
  } catch (error) {
    throw new Failure('image-gone', messageOf(error));
  }
}

/**
 * Stores the file that may replace the image `original`, and returns its hash.
 * Rejects a larger file, and one of another shape, which Figma would crop differently.
 */
export async function storeImage(original: string, bytes: Uint8Array): Promise<string> {
  const isKnown = SIGNATURES.some((signature) => signature.every((byte, index) => bytes[index] === byte));
  if (!isKnown) throw new Failure('bad-image', 'Figma accepts only PNG, JPEG and GIF images.');
  const before = await sizeOf(original);
  if (!before) throw new Failure('image-gone', 'Figma no longer has this image.');
  let image: Image;
  try {
    image = figma.createImage(bytes);
  } catch (error) {
    throw new Failure('bad-image', messageOf(error));
  }
  const after = await image.getSizeAsync();
  if (!isReductionOf(after, before))
    throw new Failure(
      'bad-image',
      `Expected ${sides(before)} pixels, or fewer of that shape, but received ${sides(after)}.`,
    );
  return image.hash;
}

/** Whether a size is another one, or that reduced in proportion, rounded to whole pixels. */
function isReductionOf(size: Size, original: Size): boolean {
  if (size.width > original.width || size.height > original.height) return false;
  const difference = Math.abs(size.width * original.height - size.height * original.width);
  return difference <= Math.max(original.width, original.height) / 2 || isSame(size, original);
}

const isSame = (one: Size, other: Size): boolean => one.width === other.width && one.height === other.height;

const sides = ({ width, height }: Size): string => `${width} × ${height}`;
