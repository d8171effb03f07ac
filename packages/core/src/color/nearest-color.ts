import { srgbToDarkOklab } from './dark-oklab.ts';
import { STEPS, type WorkingSpace } from './working-space.ts';

/** Maximum distance from the gray axis of a neutral point, in steps; rounding moves grays as far. */
const NEUTRAL = 1;
type Step = readonly [red: number, green: number, blue: number];
const STEPS_AROUND: readonly Step[] = [0, 1, 2].flatMap((channel) =>
  [-1, 1].map((step) => [0, 1, 2].map((c) => (c === channel ? step : 0)) as unknown as Step),
);
const GRAY_STEPS: readonly Step[] = [
  [-1, -1, -1],
  [1, 1, 1],
];
const lab = new Float64Array(3);

/**
 * Returns the 8-bit color nearest to a point, as a word. Rounding per channel does not find it in Oklab, where a step
 * of one channel may count far less than that of another. So the search goes on to nearer neighbors. A neutral point
 * becomes a gray.
 */
export function nearestColor(space: WorkingSpace, x: number, y: number, z: number, t: number): number {
  const rounded = space.toColor(x, y, z, t);
  const alpha = rounded >>> 24;
  if (space.name !== 'oklab' || alpha === 0) return rounded;
  const scale = alpha * STEPS;
  const squareTo = (red: number, green: number, blue: number): number => {
    srgbToDarkOklab(red, green, blue, lab);
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
    for (const [dr, dg, db] of isNeutral ? GRAY_STEPS : STEPS_AROUND) {
      const [r, g, b] = [red + dr, green + dg, blue + db];
      if (((r | g | b) & ~255) !== 0) continue;
      const square = squareTo(r, g, b);
      if (square >= least) continue;
      least = square;
      red = r;
      green = g;
      blue = b;
    }
  }
  return (red | (green << 8) | (blue << 16) | (alpha << 24)) >>> 0;
}
