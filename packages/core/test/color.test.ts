import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { darkOklabToSrgb, srgbToDarkOklab } from '../src/color/dark-oklab.ts';
import { oklabToSrgb, srgbToOklab } from '../src/color/oklab.ts';
import { encodeSrgb, LINEAR } from '../src/color/srgb.ts';
import { STEPS_SQ, WORKING_SPACES } from '../src/color/working-space.ts';
import { cubeRoot, fifthRoot } from '../src/math/roots.ts';
import { seenDifference } from './helpers/brute-force.ts';

const byte = fc.integer({ min: 0, max: 255 });

test('roots are close to those of the engine', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 2, noNaN: true }), (x) => {
      expect(Math.abs(cubeRoot(x) / Math.cbrt(x) - 1)).toBeLessThan(2e-7);
      expect(Math.abs(fifthRoot(Math.min(x, 1)) / Math.min(x, 1) ** 0.2 - 1)).toBeLessThan(1e-15); // a few units in the last place
    }),
  );
  expect(cubeRoot(0)).toBe(0);
  expect(fifthRoot(0)).toBe(0);
});

test('every 8-bit sRGB value survives linear light, and so does what lies nearer to it than to the next', () => {
  for (let value = 0; value < 256; value++) expect(encodeSrgb(LINEAR[value]!)).toBe(value);
  expect(encodeSrgb(-0.2)).toBe(0);
  expect(encodeSrgb(1.7)).toBe(255);
  expect(LINEAR[188]).toBeCloseTo(0.5029, 4);
});

describe('Oklab', () => {
  const lab = new Float64Array(3);
  // CSS Color 4 gives these to three digits; the others follow from the definition.
  test.each([
    [255, 255, 255, 1, 0, 0],
    [0, 0, 0, 0, 0, 0],
    [255, 0, 0, 0.628, 0.225, 0.126],
    [0, 255, 0, 0.866, -0.234, 0.179],
    [0, 0, 255, 0.452, -0.032, -0.312],
  ])('of rgb(%i %i %i) is %f %f %f', (red, green, blue, lightness, a, b) => {
    srgbToOklab(red, green, blue, lab);
    expect(lab[0]).toBeCloseTo(lightness, 3);
    expect(lab[1]).toBeCloseTo(a, 3);
    expect(lab[2]).toBeCloseTo(b, 3);
  });

  test('there and back is the same color', () => {
    fc.assert(
      fc.property(byte, byte, byte, (red, green, blue) => {
        srgbToOklab(red, green, blue, lab);
        expect(oklabToSrgb(lab[0]!, lab[1]!, lab[2]!)).toBe(red | (green << 8) | (blue << 16));
      }),
    );
  });
});

describe('Oklab of the working space', () => {
  const lab = new Float64Array(3);
  const dark = new Float64Array(3);

  test('is Oklab for all that is not dark', () => {
    const bright = fc.integer({ min: 20, max: 255 });
    fc.assert(
      fc.property(bright, bright, bright, (red, green, blue) => {
        srgbToOklab(red, green, blue, lab);
        srgbToDarkOklab(red, green, blue, dark);
        expect(dark).toEqual(lab);
      }),
    );
  });

  test('there and back is the same color', () => {
    const low = fc.oneof(byte, fc.integer({ min: 0, max: 24 }));
    fc.assert(
      fc.property(low, low, low, (red, green, blue) => {
        srgbToDarkOklab(red, green, blue, dark);
        expect(darkOklabToSrgb(dark[0]!, dark[1]!, dark[2]!)).toBe(red | (green << 8) | (blue << 16));
      }),
    );
  });

  test('a step near black is no longer than one in a dark gray', () => {
    const step = (from: readonly number[], to: readonly number[]): number => {
      srgbToDarkOklab(from[0]!, from[1]!, from[2]!, lab);
      srgbToDarkOklab(to[0]!, to[1]!, to[2]!, dark);
      return Math.hypot(dark[0]! - lab[0]!, dark[1]! - lab[1]!, dark[2]! - lab[2]!);
    };
    const most = step([20, 20, 20], [21, 21, 21]);
    for (let value = 0; value < 20; value++) {
      expect(step([value, value, value], [value + 1, value + 1, value + 1])).toBeLessThanOrEqual(
        1.001 * most,
      );
      for (let channel = 0; channel < 3; channel++) {
        const [from, to] = [0, 1].map((add) => [0, 1, 2].map((c) => (c === channel ? value + add : 0)));
        expect(step(from!, to!)).toBeLessThanOrEqual(1.5 * most);
      }
    }
  });
});

describe('working space', () => {
  const color = fc.tuple(byte, byte, byte, fc.oneof(byte, fc.constantFrom(0, 1, 255)));
  const pack = ([r, g, b, a]: readonly number[]) => (r! | (g! << 8) | (b! << 16) | (a! << 24)) >>> 0;

  test('distance is the squared difference as seen, the mean over all gray backgrounds', () => {
    const points = new Int16Array(8);
    fc.assert(
      fc.property(color, color, (a, b) => {
        WORKING_SPACES.srgb.toPoint(pack(a), points, 0);
        WORKING_SPACES.srgb.toPoint(pack(b), points, 4);
        let square = 0;
        for (let axis = 0; axis < 4; axis++) square += (points[axis]! - points[4 + axis]!) ** 2;
        // Points are rounded to an eighth of an 8-bit step, so the distance is off by at most 0.2 steps.
        expect(Math.abs(Math.sqrt(square / STEPS_SQ) - Math.sqrt(seenDifference(a, b)))).toBeLessThan(0.2);
      }),
    );
  });

  test.each(['srgb', 'oklab'] as const)(
    '%s: opaque colors come back; full transparency is one point',
    (space) => {
      const { toColor, toPoint } = WORKING_SPACES[space];
      const point = new Int16Array(4);
      fc.assert(
        fc.property(byte, byte, byte, (r, g, b) => {
          toPoint(pack([r, g, b, 255]), point, 0);
          const back = toColor(point[0]!, point[1]!, point[2]!, point[3]!);
          expect(back >>> 24).toBe(255);
          if (space === 'srgb') expect(back).toBe(pack([r, g, b, 255]));
          const again = new Int16Array(4);
          toPoint(back, again, 0);
          // 8-bit colors near the border of sRGB lie up to a few steps apart in Oklab.
          for (let axis = 0; axis < 4; axis++) {
            expect(Math.abs(again[axis]! - point[axis]!)).toBeLessThanOrEqual(8);
          }
          toPoint(pack([r, g, b, 0]), point, 0);
          expect([...point].every((value) => value === 0)).toBe(true);
        }),
      );
    },
  );

  test('all colors have points inside the limits', () => {
    const point = new Int16Array(4);
    for (const { toPoint } of Object.values(WORKING_SPACES)) {
      fc.assert(
        fc.property(color, (c) => {
          toPoint(pack(c), point, 0);
          for (let axis = 0; axis < 3; axis++) expect(Math.abs(point[axis]!)).toBeLessThanOrEqual(1020);
          expect(point[3]!).toBeGreaterThanOrEqual(0);
          expect(point[3]!).toBeLessThanOrEqual(1020);
        }),
      );
    }
  });
});
