import type { Space } from '../options.ts';

/**
 * Returns the maximum useful error per channel. It is half of the largest gap of the palette, since a color between two
 * palette colors is never farther from the nearer one. In Oklab it is the whole gap, since distances are not those of
 * sRGB. Colors outside of the palette's gamut would pile up errors that no neighbor can correct and that smear over the
 * next edge.
 *
 * A gap is an edge of the palette's minimum spanning tree (Prim 1957), measured along its longest channel.
 *
 * @param premultiplied 4 numbers per color: red, green and blue times alpha, and alpha.
 */
export function ditherReach(premultiplied: Int32Array, space: Space): number {
  const count = premultiplied.length / 4;
  const distance = new Int32Array(count).fill(0x7fffffff);
  const joined = new Uint8Array(count);
  let largest = 0;
  let current = 0;
  for (let step = 1; step < count; step++) {
    joined[current] = 1;
    let next = -1;
    for (let c = 0; c < count; c++) {
      if (joined[c]) continue;
      const gap = longestChannel(premultiplied, 4 * current, 4 * c);
      if (gap < distance[c]!) distance[c] = gap;
      if (next < 0 || distance[c]! < distance[next]!) next = c;
    }
    largest = Math.max(largest, distance[next]!);
    current = next;
  }
  return space === 'srgb' ? Math.ceil(largest / 2) : largest;
}

/** Returns the largest difference of two colors along a channel. */
function longestChannel(colors: Int32Array, a: number, b: number): number {
  const red = Math.abs(colors[a]! - colors[b]!);
  const green = Math.abs(colors[a + 1]! - colors[b + 1]!);
  const blue = Math.abs(colors[a + 2]! - colors[b + 2]!);
  const alpha = Math.abs(colors[a + 3]! - colors[b + 3]!);
  return Math.max(Math.max(red, green), Math.max(blue, alpha));
}
