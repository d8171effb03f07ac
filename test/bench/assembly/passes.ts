// AssemblyScript: the minimum work that any quantizer does on its pixels, at full machine speed.

/** Allocates memory for the pixels, tables and labels of a run. */
export function reserve(bytes: usize): usize {
  return heap.alloc(bytes);
}

/** Reads every pixel once. The sum keeps the compiler from removing the reads. `bytes` is a multiple of 64. */
export function readPass(from: usize, bytes: usize): i32 {
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  let c = i32x4.splat(0);
  let d = i32x4.splat(0);
  for (const end = from + bytes; from < end; from += 64) {
    a = i32x4.add(a, v128.load(from));
    b = i32x4.add(b, v128.load(from, 16));
    c = i32x4.add(c, v128.load(from, 32));
    d = i32x4.add(d, v128.load(from, 48));
  }
  const sum = i32x4.add(i32x4.add(a, b), i32x4.add(c, d));
  return (
    i32x4.extract_lane(sum, 0) +
    i32x4.extract_lane(sum, 1) +
    i32x4.extract_lane(sum, 2) +
    i32x4.extract_lane(sum, 3)
  );
}

/**
 * Labels every pixel with a table of 2¹⁵ entries, five bits per channel: inexact, without alpha and without search.
 * `bytes` is a multiple of 16.
 */
export function lutPass(from: usize, bytes: usize, table: usize, labels: usize): void {
  const low = i32x4.splat(0x1f);
  const middle = i32x4.splat(0x3e0);
  const high = i32x4.splat(0x7c00);
  for (const end = from + bytes; from < end; from += 16, labels += 4) {
    const pixels = v128.load(from);
    const keys = v128.or(
      v128.and(i32x4.shr_u(pixels, 3), low),
      v128.or(v128.and(i32x4.shr_u(pixels, 6), middle), v128.and(i32x4.shr_u(pixels, 9), high)),
    );
    store<u32>(
      labels,
      (load<u8>(table + i32x4.extract_lane(keys, 0)) as u32) |
        ((load<u8>(table + i32x4.extract_lane(keys, 1)) as u32) << 8) |
        ((load<u8>(table + i32x4.extract_lane(keys, 2)) as u32) << 16) |
        ((load<u8>(table + i32x4.extract_lane(keys, 3)) as u32) << 24),
    );
  }
}

/** Four tables of counts, used in turn, so that equal neighbors do not depend on each other's store. */
const COUNTS = memory.data(4 * 256 * 4, 16);

/** Pixels per label since the last `clearCounts`, in four parts. */
export function countsOf(): usize {
  return COUNTS;
}

export function clearCounts(): void {
  memory.fill(COUNTS, 0, 4 * 256 * 4);
}

/**
 * Counts the labels and returns the sum of squared differences between opaque pixels and their colors, a word each.
 * Ignores alpha. `bytes` is a multiple of 16 and at most 2¹⁷, so that no lane's sum exceeds 2³².
 */
export function tallyPass(from: usize, bytes: usize, labels: usize, colors: usize): f64 {
  let sums = i32x4.splat(0);
  const mask = i32x4.splat(0xffffff);
  for (const end = from + bytes; from < end; from += 16, labels += 4) {
    const p = v128.and(v128.load(from), mask);
    const four = load<u32>(labels);
    const c = i32x4(
      counted(four & 255, 0, colors),
      counted((four >>> 8) & 255, 1024, colors),
      counted((four >>> 16) & 255, 2048, colors),
      counted(four >>> 24, 3072, colors),
    );
    const low = i16x8.sub(i16x8.extend_low_i8x16_u(p), i16x8.extend_low_i8x16_u(c));
    const high = i16x8.sub(i16x8.extend_high_i8x16_u(p), i16x8.extend_high_i8x16_u(c));
    sums = i32x4.add(sums, i32x4.add(i32x4.dot_i16x8_s(low, low), i32x4.dot_i16x8_s(high, high)));
  }
  return (
    <f64>(<u32>i32x4.extract_lane(sums, 0)) +
    <f64>(<u32>i32x4.extract_lane(sums, 1)) +
    <f64>(<u32>i32x4.extract_lane(sums, 2)) +
    <f64>(<u32>i32x4.extract_lane(sums, 3))
  );
}

/** Counts a label in one of the tables and returns its color. */
function counted(label: u32, table: usize, colors: usize): u32 {
  const at = COUNTS + table + ((<usize>label) << 2);
  store<u32>(at, load<u32>(at) + 1);
  return load<u32>(colors + ((<usize>label) << 2));
}
