import { CodecError, damaged } from './errors.ts';

/** Most pixels that are decoded unless told otherwise. */
export const DEFAULT_MAX_PIXELS: number = 128 * 2 ** 20;

/** Most bytes that a compressed profile or XMP packet may become. */
export const MAX_METADATA_BYTES: number = 8 * 2 ** 20;

/** Rejects sizes that no image has, and those that are over the limit, before anything is allocated. */
export function checkDimensions(width: number, height: number, maxPixels: number): void {
  if (width < 1 || height < 1) {
    throw damaged(`Expected a width and a height of at least 1 but the file says ${width} × ${height}.`);
  }
  if (width * height > maxPixels) {
    const most = (maxPixels / 1e6).toFixed(maxPixels < 1e7 ? 2 : 0);
    throw new CodecError(
      'too-large',
      `Expected at most ${most} million pixels but the file says ${width} × ${height}.`,
    );
  }
}
