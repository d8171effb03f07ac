import type { PixelSource, Pixels } from '../image/pixels.ts';
import type { RgbaImage } from '../types.ts';

type Size = Pick<RgbaImage, 'height' | 'width'>;

/** Writes the pixel at the center of each result. */
export function pickPixels(source: PixelSource, { height, width }: Size, results: Pixels): void {
  const columns = centersOf(source.width, width);
  const lines = centersOf(source.height, height);
  for (let y = 0, to = 0; y < height; y++) {
    const row = rowOf(source, lines[y]!);
    for (let x = 0; x < width; x++) results[to++] = row[columns[x]!]!;
  }
}

/** Gives fully transparent results the color of the pixel at their center: its hidden color, or one nearly hidden. */
export function copyHiddenColors(source: PixelSource, { height, width }: Size, results: Pixels): void {
  const columns = centersOf(source.width, width);
  const lines = centersOf(source.height, height);
  for (let y = 0, to = 0; y < height; y++) {
    let row: Pixels | undefined;
    for (let x = 0; x < width; x++, to++) {
      if (results[to]! >>> 24 !== 0) continue;
      row ??= rowOf(source, lines[y]!);
      results[to] = row[columns[x]!]! & 0xffffff;
    }
  }
}

const rowOf = (source: PixelSource, y: number): Pixels =>
  source.view(y * source.width, (y + 1) * source.width);

/** Returns the pixel at the center of each result along an axis. */
const centersOf = (length: number, count: number): Uint32Array =>
  Uint32Array.from({ length: count }, (_, i) => Math.floor(((2 * i + 1) * length) / (2 * count)));
