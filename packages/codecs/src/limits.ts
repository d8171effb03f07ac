import { CodecError, damaged } from './errors.ts';

/**
 * Checks the size of an image before memory is allocated for it.
 * @throws {CodecError} `'damaged'` for a size of 0, `'too-large'` above `maxPixels`.
 */
export function checkDimensions(width: number, height: number, maxPixels: number): void {
  if (width < 1 || height < 1) {
    throw damaged(`Expected a width and a height of at least 1 but the file says ${width} × ${height}.`);
  }
  if (width * height > maxPixels) {
    const limit = (maxPixels / 1e6).toFixed(maxPixels < 1e7 ? 2 : 0);
    throw new CodecError(
      'too-large',
      `Expected at most ${limit} million pixels but the file says ${width} × ${height}.`,
    );
  }
}
