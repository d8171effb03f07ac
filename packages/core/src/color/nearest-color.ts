import { srgbToOklab } from './oklab.ts';
import { STEPS, type WorkingSpace } from './working-space.ts';

/** Points that lie so little beside the axis of grays, in steps, are gray: rounding moves those of grays as far. */
const NEUTRAL = 1;
/** Steps to the colors around one. */
const CHANGES: readonly (readonly [red: number, green: number, blue: number])[] = [-1, 0, 1]
  .flatMap((red) => [-1, 0, 1].flatMap((green) => [-1, 0, 1].map((blue) => [red, green, blue] as const)))
  .filter((steps) => steps.some((step) => step !== 0));
const GRAY_CHANGES = CHANGES.filter(([red, green, blue]) => red === green && green === blue);

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
  const squareTo = (red: number, green: number, blue: number): number => {
    srgbToOklab(red, green, blue, lab);
    const scale = alpha * STEPS;
    return ((lab[0]! - 0.5) * scale - x) ** 2 + (lab[1]! * scale - y) ** 2 + (lab[2]! * scale - z) ** 2;
  };
  const isNeutral = Math.abs(y) <= NEUTRAL && Math.abs(z) <= NEUTRAL;
  const green = (rounded >>> 8) & 255;
  let best: readonly [number, number, number] = isNeutral
    ? [green, green, green]
    : [rounded & 255, green, (rounded >>> 16) & 255];
  let least = squareTo(...best);
  for (let before = Infinity; least < before; ) {
    before = least;
    const [r, g, b] = best;
    for (const [dr, dg, db] of isNeutral ? GRAY_CHANGES : CHANGES) {
      const next = [r + dr, g + dg, b + db] as const;
      if (Math.min(...next) < 0 || Math.max(...next) > 255) continue;
      const square = squareTo(...next);
      if (square < least) [least, best] = [square, next];
    }
  }
  return (best[0] | (best[1] << 8) | (best[2] << 16) | (alpha << 24)) >>> 0;
}
