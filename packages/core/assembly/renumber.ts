// Replaces labels by new numbers.

/** Replaces labels in place. `numbers`: the new number, a u8, of each of the `colors` labels, with room for 256. */
export function renumber(labels: usize, count: u32, numbers: usize, colors: u32): void {
  const end = labels + (count & ~15);
  let at = labels;
  for (; at < end; at += 16) {
    // Sixteen labels and sixteen table entries at a time: labels outside of these give 0.
    let rest = v128.load(at);
    let found = i8x16.swizzle(v128.load(numbers), rest);
    for (let from: u32 = 16; from < colors; from += 16) {
      rest = i8x16.sub(rest, i8x16.splat(16));
      found = v128.or(found, i8x16.swizzle(v128.load(numbers + from), rest));
    }
    v128.store(at, found);
  }
  for (; at < labels + count; at++) store<u8>(at, load<u8>(numbers + load<u8>(at)));
}
