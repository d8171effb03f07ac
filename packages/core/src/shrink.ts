import type { RgbaImage } from './types.ts';

/**
 * Returns a smaller copy of at most `maxPixels` pixels, or the image itself if it is small enough. Each pixel is the
 * mean of a square of whole pixels, weighted by alpha, so that colors under transparency do not show.
 *
 * @param maxPixels maximum number of pixels, an integer ≥ 1.
 */
export function shrink(image: RgbaImage, maxPixels: number): RgbaImage {
  const { data, height, width } = image;
  let side = 1;
  while (Math.ceil(width / side) * Math.ceil(height / side) > maxPixels) side++;
  if (side === 1) return image;
  const columns = Math.ceil(width / side);
  const rows = Math.ceil(height / side);
  const small = new Uint8Array(4 * columns * rows);
  const sums = new Float64Array(5 * columns); // per square of a row: red, green and blue times alpha; alpha; pixel count
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    for (let y = row * side; y < Math.min(height, (row + 1) * side); y++) {
      for (let x = 0, from = 4 * y * width; x < width; x++, from += 4) {
        const to = 5 * Math.floor(x / side);
        const alpha = data[from + 3]!;
        sums[to]! += data[from]! * alpha;
        sums[to + 1]! += data[from + 1]! * alpha;
        sums[to + 2]! += data[from + 2]! * alpha;
        sums[to + 3]! += alpha;
        sums[to + 4]!++;
      }
    }
    for (let column = 0; column < columns; column++) {
      const from = 5 * column;
      const to = 4 * (row * columns + column);
      const alpha = sums[from + 3]!;
      for (let channel = 0; channel < 3 && alpha > 0; channel++) {
        small[to + channel] = Math.round(sums[from + channel]! / alpha);
      }
      small[to + 3] = Math.round(alpha / sums[from + 4]!);
    }
  }
  return { data: small, width: columns, height: rows };
}
