// XYB of linear light, as in src/quality-score/kernels/xyb.ts.

import { planeBytes } from './linear';

const BIAS: f32 = 0.0037930732552754493;
/** Cube root of the bias. */
const ROOT: f32 = 0.15595420054924863;

/** Converts three planes of linear light to X, Y and B. */
export function toXyb(linear: usize, count: u32, to: usize): void {
  const plane = planeBytes(count);
  for (const end = linear + plane; linear < end; linear += 16, to += 16) {
    const red = v128.load(linear);
    const green = v128.load(linear + plane);
    const blue = v128.load(linear + 2 * plane);
    const long = response(red, green, blue, 0.3, 0.622, 0.078);
    const middle = response(red, green, blue, 0.23, 0.692, 0.078);
    const short = response(red, green, blue, 0.24342268924547819, 0.20476744424496821, 0.5518098665095535);
    const x = f32x4.mul(f32x4.splat(0.5), f32x4.sub(long, middle));
    const y = f32x4.mul(f32x4.splat(0.5), f32x4.add(long, middle));
    v128.store(to, f32x4.add(f32x4.mul(x, f32x4.splat(14)), f32x4.splat(0.42)));
    v128.store(to + plane, f32x4.add(y, f32x4.splat(0.01)));
    v128.store(to + 2 * plane, f32x4.add(f32x4.sub(short, y), f32x4.splat(0.55)));
  }
}

/** Response of a kind of cones to linear light. */
// @inline
function response(red: v128, green: v128, blue: v128, ofRed: f32, ofGreen: f32, ofBlue: f32): v128 {
  const redAndGreen = f32x4.add(f32x4.mul(red, f32x4.splat(ofRed)), f32x4.mul(green, f32x4.splat(ofGreen)));
  const mixed = f32x4.add(redAndGreen, f32x4.mul(blue, f32x4.splat(ofBlue)));
  return f32x4.sub(cubeRoot(f32x4.add(mixed, f32x4.splat(BIAS))), f32x4.splat(ROOT));
}

/** Cube roots, as in src/math/roots.ts. */
// @inline
function cubeRoot(x: v128): v128 {
  const quarter = i32x4.add(i32x4.shr_s(x, 2), i32x4.shr_s(x, 4));
  const almost = i32x4.add(quarter, i32x4.shr_s(quarter, 4));
  const y = i32x4.sub(i32x4.sub(i32x4.splat(0x54a1c000), almost), i32x4.shr_s(almost, 8));
  const near = f32x4.mul(f32x4.mul(x, y), y);
  const r = f32x4.sub(f32x4.splat(1), f32x4.mul(near, y));
  const rr = f32x4.mul(r, r);
  const ends = f32x4.add(
    f32x4.splat(<f32>(308.0 / 729.0)),
    f32x4.mul(f32x4.splat(<f32>(2618.0 / 6561.0)), r),
  );
  const middle = f32x4.add(
    f32x4.add(f32x4.splat(<f32>(40.0 / 81.0)), f32x4.mul(f32x4.splat(<f32>(110.0 / 243.0)), r)),
    f32x4.mul(rr, ends),
  );
  const series = f32x4.add(
    f32x4.add(f32x4.splat(<f32>(2.0 / 3.0)), f32x4.mul(f32x4.splat(<f32>(5.0 / 9.0)), r)),
    f32x4.mul(rr, middle),
  );
  return f32x4.add(near, f32x4.mul(f32x4.mul(near, r), series));
}
