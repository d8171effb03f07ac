import type { Band } from './bands.ts';

/** log₂ of the side of a tile, about the area that the eye takes in at a glance. A multiple of cells and blocks. */
const TILE_BITS = 6;
/** After this many lost points each further point counts one third: an obvious fault gets little worse. */
const AT_ONCE = 20;
/** Maximum number of lost points. Below, structure and contrast decide. */
const MAX_POINTS = 50;

/** The tiles of the bands of an image. The last ones include the remainder at the right and lower edges. */
export interface Tiles {
  /** The first tile of each band. */
  readonly firsts: readonly number[];
  readonly columns: number;
  /** Rows of tiles of each band. */
  readonly rows: readonly number[];
  /** Pixels of each tile. */
  readonly pixels: Float64Array;
}

/** Divides the bands of an image into tiles. */
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
 * Pools squared distances over all tiles to one distance. If they are the same everywhere, it is their root mean
 * square. If they cover a share of the image, the result is multiplied by the fourth root of that share. Banding on a
 * sixth of the image counts two thirds. A single tile, or the mean over the whole image, may raise the result.
 *
 * @param sums squared distances per tile, times the pixels that have them
 * @param pixels weight of each tile, in pixels
 * @param ofWorst weight of the worst tile
 * @param ofAll weight of the root mean square over the whole image
 */
export function poolTiles(
  sums: Float64Array,
  pixels: Float64Array,
  tiles: Tiles,
  ofWorst: number,
  ofAll = 0,
): number {
  let all = 0;
  for (const count of tiles.pixels) all += count;
  const minPixels = Math.min(1 << (2 * TILE_BITS), all) / 2; // smaller tiles are unreliable
  let squares = 0;
  let fourths = 0;
  let worst = 0;
  for (let tile = 0; tile < sums.length; tile++) {
    if (pixels[tile] === 0) continue;
    const square = sums[tile]! / pixels[tile]!;
    squares += sums[tile]!;
    fourths += square * square * pixels[tile]!;
    worst = Math.max(worst, sums[tile]! / Math.max(minPixels, pixels[tile]!));
  }
  return Math.max(
    Math.sqrt(Math.sqrt(fourths / all)),
    ofWorst * Math.sqrt(worst),
    ofAll * Math.sqrt(squares / all),
  );
}

/** The highest score after losing this many points. */
export const scoreAfterLoss = (points: number): number =>
  100 - Math.min(points, AT_ONCE + (points - AT_ONCE) / 3, MAX_POINTS);
