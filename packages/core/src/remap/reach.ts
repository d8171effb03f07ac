/**
 * The most error that can be of use to a pixel, per channel: the largest gap of the palette. Where a color lies
 * between two palette colors, the error never grows beyond the gap between them; where it lies outside of
 * all of them, no neighbor can make up for it, and error that piled up would smear over the next edge.
 *
 * A gap is an edge of the palette's minimum spanning tree (Prim 1957), measured along its longest channel.
 * `premultiplied` holds 4 numbers a color.
 */
export function ditherReach(premultiplied: Int32Array): number {
  const count = premultiplied.length / 4;
  const distance = new Int32Array(count).fill(0x7fffffff);
  const joined = new Uint8Array(count);
  let reach = 0;
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
    reach = Math.max(reach, distance[next]!);
    current = next;
  }
  return reach;
}

function longestChannel(colors: Int32Array, a: number, b: number): number {
  let longest = 0;
  for (let channel = 0; channel < 4; channel++) {
    longest = Math.max(longest, Math.abs(colors[a + channel]! - colors[b + channel]!));
  }
  return longest;
}
