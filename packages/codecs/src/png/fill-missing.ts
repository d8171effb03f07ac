import { damaged } from '../errors.ts';
import { passesOf } from './passes.ts';
import type { PngHeader } from './read-header.ts';
import type { RowPosition } from './row-writer.ts';

/** Minimum share of the rows, or of the first pass of an interlaced image, for a usable picture. */
const MIN_SHARE = 0.01;

/**
 * Completes a truncated image and returns a note about it. Missing rows stay transparent, as in browsers. Missing pixels
 * of an interlaced image get the color of a neighbor from an earlier pass.
 * @throws {CodecError} `'damaged'` below `MIN_SHARE` of the rows, because the size in the header is then probably wrong.
 */
export function fillMissing(header: PngHeader, from: RowPosition, out: Uint8Array): string {
  const { rows } = passesOf(header)[0]!;
  if (from.pass === 0 && from.row < MIN_SHARE * rows) {
    throw damaged(`The PNG is truncated: only ${from.row} of its first ${rows} rows exist.`);
  }
  if (header.interlaced) {
    spreadPasses(header, from, out);
    return 'The PNG is truncated: missing pixels were copied from their neighbors.';
  }
  return `The PNG is truncated: ${from.row} of its ${header.height} rows exist, the others are transparent.`;
}

/** Copies each missing pixel from its left or upper neighbor in the grid of the earlier passes. */
function spreadPasses(header: PngHeader, from: RowPosition, out: Uint8Array): void {
  const { width } = header;
  const pixels = new Uint32Array(out.buffer, out.byteOffset, out.length / 4);
  for (const [index, { x: left, y: top, dx, dy, columns, rows }] of passesOf(header).entries()) {
    const first = index < from.pass ? rows : index === from.pass ? from.row : 0;
    const back = left > 0 ? left : top * width; // each pass after the first is shifted horizontally or vertically against the earlier ones
    for (let row = first; row < rows; row++) {
      const start = (top + row * dy) * width + left;
      for (let i = 0, at = start; i < columns; i++, at += dx) pixels[at] = pixels[at - back]!;
    }
  }
}
