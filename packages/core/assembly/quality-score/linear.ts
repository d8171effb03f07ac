// Linear light of pixels, as in src/quality-score/kernels/linear.ts.

/** Linear light of each 8-bit value, f32. JavaScript writes it. */
export const LINEAR = memory.data(256 * 4, 16);

/** Bytes of a plane: whole vectors. */
// @inline
export function planeBytes(count: u32): usize {
  return ((<usize>count + 3) & ~3) << 2;
}

/** Writes the linear light of pixels on a gray background to three planes. */
export function toLinear(pixels: usize, count: u32, background: u32, to: usize): void {
  const plane = planeBytes(count);
  for (const end = to + ((<usize>count) << 2); to < end; pixels += 4, to += 4) {
    const pixel = load<u32>(pixels);
    const alpha = pixel >>> 24;
    let red = pixel & 255;
    let green = (pixel >>> 8) & 255;
    let blue = (pixel >>> 16) & 255;
    if (alpha < 255) {
      red = blend(red, alpha, background);
      green = blend(green, alpha, background);
      blue = blend(blue, alpha, background);
    }
    store<f32>(to, load<f32>(LINEAR + ((<usize>red) << 2)));
    store<f32>(to + plane, load<f32>(LINEAR + ((<usize>green) << 2)));
    store<f32>(to + 2 * plane, load<f32>(LINEAR + ((<usize>blue) << 2)));
  }
}

/** The 8-bit value on the background, rounded. */
function blend(value: u32, alpha: u32, background: u32): u32 {
  return (2 * (value * alpha + background * (255 - alpha)) + 255) / 510;
}
