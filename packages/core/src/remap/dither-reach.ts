import type { Space } from '../options.ts';

/**
 * The most error that can be of use to a pixel, per channel: half of the largest gap of the palette, since a color
 * between two palette colors is never farther from the nearer one; all of the gap when nearest is not meant in sRGB.
 * Where a color lies outside of all palette colors, no neighbor can make up for its error, and what piled up would
 * smear over the next edge.
 *
 * A gap is an edge of the palette's minimum spanning tree (Prim 1957), measured along its longest channel.
 * `premultiplied` holds 4 numbers a color.
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

function longestChannel(colors: Int32Array, a: number, b: number): number {
  let longest = 0;
  for (let channel = 0; channel < 4; channel++) {
    longest = Math.max(longest, Math.abs(colors[a + channel]! - colors[b + channel]!));
  }
  return longest;
}
