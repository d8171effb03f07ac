// What is around pixels, as in src/remap/surroundings.ts.

const LIKE_LEFT: u8 = 1;
const LIKE_ABOVE: u8 = 2;
export const EVEN: u8 = 3;
export const SLOPE: u8 = 4;

const SMALL: u8 = 3;
const REACH: u32 = 64;
const FAR: u32 = 255;

/** Room for the row before, 4 bytes a pixel, and the ages, a byte a pixel: nothing is above. */
export function clearSurroundings(above: usize, ages: usize, width: u32): void {
  memory.fill(above, 0, (<usize>width) << 2);
  memory.fill(ages, <u8>FAR, width);
}

/** Marks the pixels of the next row, a u8 a pixel, and keeps it as the row before. */
export function markRow(pixels: usize, above: usize, ages: usize, marks: usize, width: u32): void {
  let run = FAR;
  let left: u32 = 0;
  for (let x: usize = 0; x < <usize>width; x++) {
    const color = load<u32>(pixels + (x << 2));
    const top = load<u32>(above + (x << 2));
    run = since(run, color, left);
    const age = since(<u32>load<u8>(ages + x), color, top);
    store<u8>(ages + x, <u8>age);
    let mark: u8 = color === left ? LIKE_LEFT : 0;
    if (color === top) mark |= LIKE_ABOVE;
    if (run <= REACH || age <= REACH) mark |= SLOPE;
    store<u8>(marks + x, mark);
    left = color;
  }
  memory.copy(above, pixels, (<usize>width) << 2);
}

function since(before: u32, color: u32, last: u32): u32 {
  if (color === last) return min(before + 1, FAR);
  if (color >>> 24 !== last >>> 24) return FAR;
  const one = i32x4.splat(color);
  const other = i32x4.splat(last);
  const off = v128.or(i8x16.sub_sat_u(one, other), i8x16.sub_sat_u(other, one));
  return v128.any_true(i8x16.gt_u(off, i8x16.splat(SMALL))) ? FAR : 0;
}
