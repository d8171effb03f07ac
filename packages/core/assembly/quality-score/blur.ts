// The blur of the quality score, as in src/quality-score/kernels/blur.ts: 9 × 9 values, along rows first.
//
// The last nine blurred rows are in a ring. Segments of rows that are 0 everywhere are skipped.

/** Weights of the blur, from the center. */
const W0: f32 = 0.26462110548819856;
const W1: f32 = 0.21292859201042222;
const W2: f32 = 0.1093353727774603;
const W3: f32 = 0.03601111465836436;
const W4: f32 = 0.009414367809653698;

/** Reach of the blur, in values and rows, and its side. */
export const REACH: u32 = 4;
const TAPS: u32 = 9;
/** Zeros at both ends of a row, in bytes: as many as the blur reaches. */
const MARGIN: usize = 16;
/** Quantities that are blurred together. */
const QUANTITIES: u32 = 3;
/** Bytes of a segment: 64 values. */
export const SEGMENT: usize = 256;

/** Bytes of a row of results, and of one with margins. */
let rowBytes: usize = 0;
let wideBytes: usize = 0;
/** Rows to blur with margins, one for each quantity. */
let source: usize = 0;
/** The row above and below the image: zeros for each quantity. */
let zeros: usize = 0;
let ring: usize = 0;
/** Bytes that tell whether a segment has a value other than 0: for the row in `source`, the zeros, and each row in the ring. */
let flags: usize = 0;
/** Number of flags of a row, with one at each end for what is outside. */
let flagBytes: usize = 0;

/** Rows around the current one in the ring, and their flags. */
let r0: usize = 0;
let r1: usize = 0;
let r2: usize = 0;
let r3: usize = 0;
let r4: usize = 0;
let r5: usize = 0;
let r6: usize = 0;
let r7: usize = 0;
let r8: usize = 0;

/** Divides the room for rows of a width: see `roomBytes` in src/quality-score/workspace.ts. */
export function startBlur(room: usize, width: u32): void {
  rowBytes = ((<usize>width + 3) & ~3) << 2;
  wideBytes = rowBytes + 2 * MARGIN;
  flagBytes = (rowBytes + SEGMENT - 1) / SEGMENT + 2;
  source = room;
  zeros = source + QUANTITIES * wideBytes;
  flags = zeros + QUANTITIES * rowBytes;
  ring = (flags + (TAPS + 1) * flagBytes + 15) & ~15;
  memory.fill(room, 0, ring - room);
}

/** Address of four values to blur; `x` in bytes. */
// @inline
export function sourceAt(quantity: u32, x: usize): usize {
  return source + quantity * wideBytes + MARGIN + x;
}

/** Address of the flag of a segment of the row in the ring. Row `TAPS` is the one in `source`. */
// @inline
function flagAt(slot: u32, segment: usize): usize {
  return flags + slot * flagBytes + 1 + segment;
}

/** Marks whether a segment of the row in `source` has a value other than 0. */
// @inline
export function mark(segment: usize, has: bool): void {
  store<u8>(flagAt(TAPS, segment), has);
}

/** Blurs the row in `source` and adds it to the ring. */
export function blurAcross(row: u32, quantities: u32): void {
  const slot = row % TAPS;
  let target = ring + slot * QUANTITIES * rowBytes;
  for (let quantity: u32 = 0; quantity < quantities; quantity++, target += rowBytes) {
    for (let segment: usize = 0; segment * SEGMENT < rowBytes; segment++) {
      const at = flagAt(TAPS, segment);
      const has: u8 = load<u8>(at - 1) | load<u8>(at) | load<u8>(at + 1);
      store<u8>(flagAt(slot, segment), has);
      const end = min(rowBytes, (segment + 1) * SEGMENT);
      let x = segment * SEGMENT;
      if (has === 0) memory.fill(target + x, 0, end - x);
      else for (; x < end; x += 16) v128.store(target + x, across(sourceAt(quantity, x)));
    }
  }
}

// @inline
function across(at: usize): v128 {
  return weigh(
    v128.load(at),
    f32x4.add(v128.load(at - 4), v128.load(at + 4)),
    f32x4.add(v128.load(at - 8), v128.load(at + 8)),
    f32x4.add(v128.load(at - 12), v128.load(at + 12)),
    f32x4.add(v128.load(at - 16), v128.load(at + 16)),
  );
}

// @inline
function weigh(center: v128, one: v128, two: v128, three: v128, four: v128): v128 {
  const inner = f32x4.add(f32x4.mul(f32x4.splat(W0), center), f32x4.mul(f32x4.splat(W1), one));
  const outer = f32x4.add(f32x4.mul(f32x4.splat(W2), two), f32x4.mul(f32x4.splat(W3), three));
  return f32x4.add(f32x4.add(inner, outer), f32x4.mul(f32x4.splat(W4), four));
}

/** Sets the row to blur across rows, of so many in all. */
export function setRow(row: i32, rows: i32): void {
  r0 = rowAt(row - 4, rows);
  r1 = rowAt(row - 3, rows);
  r2 = rowAt(row - 2, rows);
  r3 = rowAt(row - 1, rows);
  r4 = rowAt(row, rows);
  r5 = rowAt(row + 1, rows);
  r6 = rowAt(row + 2, rows);
  r7 = rowAt(row + 3, rows);
  r8 = rowAt(row + 4, rows);
}

function rowAt(row: i32, rows: i32): usize {
  return row < 0 || row >= rows ? zeros : ring + (<u32>row % TAPS) * QUANTITIES * rowBytes;
}

/** Whether a segment of any row around the current one has a value other than 0. `row` and `rows` as in `setRow`. */
export function hasValues(segment: usize, row: i32, rows: i32): bool {
  const last = min(rows - 1, row + <i32>REACH);
  for (let y = max(0, row - <i32>REACH); y <= last; y++) {
    if (load<u8>(flagAt(<u32>y % TAPS, segment)) !== 0) return true;
  }
  return false;
}

/** Blurs four values across rows; `x` in bytes. */
// @inline
export function blurDown(quantity: u32, x: usize): v128 {
  const at = quantity * rowBytes + x;
  return weigh(
    v128.load(r4 + at),
    f32x4.add(v128.load(r3 + at), v128.load(r5 + at)),
    f32x4.add(v128.load(r2 + at), v128.load(r6 + at)),
    f32x4.add(v128.load(r1 + at), v128.load(r7 + at)),
    f32x4.add(v128.load(r0 + at), v128.load(r8 + at)),
  );
}

/** All bits of the lanes at `x` that are inside of a row; both in bytes. */
// @inline
export function inside(x: usize, row: usize): v128 {
  return i32x4.lt_s(i32x4.add(i32x4.splat(<i32>x), i32x4(0, 4, 8, 12)), i32x4.splat(<i32>row));
}
