import { srgbToOklab } from '../../src/color/oklab.ts';
import { seededRandom } from '../../src/math/random.ts';
import type { RgbaImage } from '../../src/types.ts';

export type Rgb = readonly [number, number, number];

/** A picture of known colors, and which part of it is really of each of them. */
export interface Scene {
  readonly image: RgbaImage;
  readonly shares: readonly number[];
}

/** Difference of two colors in Oklab, lightness 0 to 1. */
export function deltaE(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const [p, q] = [one, other].map((color) => {
    const lab = new Float64Array(3);
    srgbToOklab(color[0]!, color[1]!, color[2]!, lab);
    return lab;
  }) as [Float64Array, Float64Array];
  return Math.hypot(p[0]! - q[0]!, p[1]! - q[1]!, p[2]! - q[2]!);
}

const SIDE = 200;
/** Samples of a pixel to each side. */
const FINE = 4;

/**
 * Disks, squares and rings over the first color, antialiased, with noise of `noise` steps either way. Each of the other
 * colors gets about its part of `shares`, in one to three shapes; smaller shapes lie over larger ones, at places where
 * none of about their size is.
 */
export function paintScene(
  colors: readonly Rgb[],
  shares: readonly number[],
  noise: number,
  seed: number,
): Scene {
  const random = seededRandom(seed);
  const side = FINE * SIDE;
  const labels = new Uint8Array(side * side);
  const placed: { x: number; y: number; reach: number }[] = [];
  const order = colors.map((_, i) => i).slice(1);
  order.sort((a, b) => shares[b]! - shares[a]!);
  for (const color of order) {
    const pieces = 1 + Math.floor(3 * random());
    const area = (shares[color]! * side * side) / pieces;
    for (let piece = 0; piece < pieces; piece++) {
      const shape = SHAPES[Math.floor(SHAPES.length * random())]!;
      const reach = shape.reach * Math.sqrt(area);
      let spot = { x: 0, y: 0, reach };
      for (let tries = 0; tries < 200; tries++) {
        const within = () => reach + (side - 2 * reach) * random();
        spot = { x: within(), y: within(), reach };
        if (placed.every(({ x, y, reach: r }) => Math.hypot(x - spot.x, y - spot.y) > reach + r)) break;
      }
      placed.push(spot);
      const turn = Math.PI * random();
      const [cos, sin] = [Math.cos(turn) / Math.sqrt(area), Math.sin(turn) / Math.sqrt(area)];
      for (let y = Math.max(0, Math.floor(spot.y - reach)); y < Math.min(side, spot.y + reach); y++) {
        for (let x = Math.max(0, Math.floor(spot.x - reach)); x < Math.min(side, spot.x + reach); x++) {
          const [u, v] = [x - spot.x, y - spot.y];
          if (shape.holds(u * cos - v * sin, u * sin + v * cos)) labels[y * side + x] = color;
        }
      }
    }
  }
  return render(colors, labels, noise, random);
}

/** Shapes of area 1 around the origin. */
const SHAPES: readonly { readonly reach: number; readonly holds: (u: number, v: number) => boolean }[] = [
  { reach: Math.sqrt(1 / Math.PI), holds: (u, v) => u * u + v * v < 1 / Math.PI },
  { reach: Math.SQRT1_2, holds: (u, v) => Math.max(Math.abs(u), Math.abs(v)) < 0.5 },
  {
    reach: Math.sqrt(4 / 3 / Math.PI),
    holds: (u, v) => u * u + v * v < 4 / 3 / Math.PI && u * u + v * v > 1 / 3 / Math.PI,
  },
];

function render(colors: readonly Rgb[], labels: Uint8Array, noise: number, random: () => number): Scene {
  const counts = colors.map(() => 0);
  for (const label of labels) counts[label]!++;
  const data = new Uint8Array(4 * SIDE * SIDE);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const at = 4 * (y * SIDE + x);
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let i = 0; i < FINE * FINE; i++) {
          const fine = (FINE * y + Math.floor(i / FINE)) * FINE * SIDE + FINE * x + (i % FINE);
          sum += colors[labels[fine]!]![channel]!;
        }
        const value = sum / (FINE * FINE) + (2 * random() - 1) * noise;
        data[at + channel] = Math.max(0, Math.min(255, Math.round(value)));
      }
      data[at + 3] = 255;
    }
  }
  return {
    image: { data, width: SIDE, height: SIDE },
    shares: counts.map((count) => count / labels.length),
  };
}

/** `count` colors of which no two are nearer than `apart` in Oklab, each channel within `from` to 255 − `from`. */
export function apartColors(count: number, apart: number, from: number, seed: number): Rgb[] {
  const random = seededRandom(seed);
  const byte = () => from + Math.floor(random() * (256 - 2 * from));
  const colors: Rgb[] = [];
  while (colors.length < count) {
    const color: Rgb = [byte(), byte(), byte()];
    if (colors.every((other) => deltaE(color, other) > apart)) colors.push(color);
  }
  return colors;
}

/** Shares that fall from about a half to `least`, and sum to 1: the first is what is left. */
export function unequalShares(count: number, least: number): number[] {
  const rest = Array.from({ length: count - 1 }, (_, i) => Math.max(least, 0.2 * 0.55 ** i));
  return [1 - rest.reduce((sum, share) => sum + share, 0), ...rest];
}
