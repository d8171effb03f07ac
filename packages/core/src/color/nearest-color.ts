import { srgbToOklab } from './oklab.ts';
import { STEPS, type WorkingSpace } from './working-space.ts';

/** Points that lie so little beside the axis of grays, in steps, are gray: rounding moves those of grays as far. */
const NEUTRAL = 1;
const lab = new Float64Array(3);

/**
 * The 8-bit color of the least distance to a point. Rounding channel by channel does not find it in Oklab, where a step of
 * one channel may count far less than one of another; so it goes on from there to nearer neighbors. A neutral point becomes
 * a gray.
 */
export function nearestColor(space: WorkingSpace, x: number, y: number, z: number, t: number): number {
  const rounded = space.toColor(x, y, z, t);
  const alpha = rounded >>> 24;
  if (space.name !== 'oklab' || alpha === 0) return rounded;
  const scale = alpha * STEPS;
  const squareTo = (red: number, green: number, blue: number): number => {
    srgbToOklab(red, green, blue, lab);
    const dx = (lab[0]! - 0.5) * scale - x;
    const dy = lab[1]! * scale - y;
    const dz = lab[2]! * scale - z;
    return dx * dx + dy * dy + dz * dz;
  };
  const isNeutral = Math.abs(y) <= NEUTRAL && Math.abs(z) <= NEUTRAL;
  let green = (rounded >>> 8) & 255;
  let red = isNeutral ? green : rounded & 255;
  let blue = isNeutral ? green : (rounded >>> 16) & 255;
  let least = squareTo(red, green, blue);
  for (let before = Infinity; least < before; ) {
    before = least;
    const [r0, g0, b0] = [red, green, blue];
    for (let g = Math.max(0, g0 - 1); g <= Math.min(255, g0 + 1); g++) {
      if (isNeutral) {
        const square = squareTo(g, g, g);
        if (square < least) [least, red, green, blue] = [square, g, g, g];
        continue;
      }
      for (let r = Math.max(0, r0 - 1); r <= Math.min(255, r0 + 1); r++) {
        for (let b = Math.max(0, b0 - 1); b <= Math.min(255, b0 + 1); b++) {
          const square = squareTo(r, g, b);
          if (square < least) [least, red, green, blue] = [square, r, g, b];
        }
      }
    }
  }
  return (red | (green << 8) | (blue << 16) | (alpha << 24)) >>> 0;
}
