import type { Band } from './bands.ts';

/** Pixels of a tile in both directions: about the area that the eye takes in at once. Cells of 4 and blocks of 8 fit in. */
const TILE_BITS = 6;
/** Beyond so many points off the score each counts a third: a fault that is seen at once gets little worse. */
const AT_ONCE = 20;
/** No more points are taken off: below, structure and contrast tell. */
const MOST_POINTS = 50;

/** The tiles of the bands of a picture; the last ones take the rest at the right and lower edges. */
export interface Tiles {
  /** The first tile of each band. */
  readonly firsts: readonly number[];
  readonly columns: number;
  /** Rows of tiles of each band. */
  readonly rows: readonly number[];
  /** Pixels of each tile. */
  readonly pixels: Float64Array;
}

/** The tiles of a picture of this width. */
export function tilesOf(width: number, bands: readonly Band[]): Tiles {
  const along = (pixels: number) => Math.max(1, pixels >> TILE_BITS);
  const columns = along(width);
  const rows = bands.map((band) => along(band.rows));
  const firsts = rows.map((_, band) => columns * rows.slice(0, band).reduce((sum, count) => sum + count, 0));
  const pixels = new Float64Array(columns * rows.reduce((sum, count) => sum + count, 0));
  const size = (index: number, count: number, of: number) =>
    index < count - 1 ? 1 << TILE_BITS : of - ((count - 1) << TILE_BITS);
  for (const [band, { rows: height }] of bands.entries()) {
    for (let row = 0, tile = firsts[band]!; row < rows[band]!; row++) {
      for (let column = 0; column < columns; column++, tile++)
        pixels[tile] = size(column, columns, width) * size(row, rows[band]!, height);
    }
  }
  return { firsts, columns, rows, pixels };
}

/** The tile of a pixel of a band. */
export const tileAt = ({ columns, firsts, rows }: Tiles, band: number, x: number, y: number): number =>
  firsts[band]! + columns * Math.min(rows[band]! - 1, y >> TILE_BITS) + Math.min(columns - 1, x >> TILE_BITS);

/**
 * How much is seen of errors that are summed up by tiles: the root of their mean square where they are the same everywhere.
 * Where they are in a share of the picture, the fourth root of the share is left of it, so that bands on a sixth of a picture
 * count two thirds; but a single tile counts, too. Where errors are all over a picture that can be more.
 *
 * @param sums of squared distances, times the pixels that have them
 * @param pixels weight of each tile, in pixels
 * @param ofWorst weight of errors in a single tile, beside those of a part
 * @param ofAll weight of the mean square over the whole picture, beside those of a part
 */
export function seenIn(
  sums: Float64Array,
  pixels: Float64Array,
  tiles: Tiles,
  ofWorst: number,
  ofAll = 0,
): number {
  let all = 0;
  for (const count of tiles.pixels) all += count;
  const least = Math.min(1 << (2 * TILE_BITS), all) / 2; // smaller ones tell little
  let squares = 0;
  let fourths = 0;
  let worst = 0;
  for (let tile = 0; tile < sums.length; tile++) {
    if (pixels[tile] === 0) continue;
    const square = sums[tile]! / pixels[tile]!;
    squares += sums[tile]!;
    fourths += square * square * pixels[tile]!;
    worst = Math.max(worst, sums[tile]! / Math.max(least, pixels[tile]!));
  }
  return Math.max(
    Math.sqrt(Math.sqrt(fourths / all)),
    ofWorst * Math.sqrt(worst),
    ofAll * Math.sqrt(squares / all),
  );
}

/** The highest score of a picture with errors that take so many points off. */
export const mostLeft = (points: number): number =>
  100 - Math.min(points, AT_ONCE + (points - AT_ONCE) / 3, MOST_POINTS);
