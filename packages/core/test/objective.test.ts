import { expect, test } from 'vitest';
import { srgbToOklab } from '../src/color/oklab.ts';
import {
  addImage,
  createHistogram,
  createSession,
  extractPalette,
  quantize,
  type RgbaImage,
} from '../src/index.ts';
import { seededRandom } from '../src/math/random.ts';
import { drain } from '../src/steps.ts';
import { paint } from './helpers/images.ts';

const SKY = 150; // rows

/** A smooth sky over a meadow of many colors, all of about the same luma. */
const meadow: RgbaImage = (() => {
  const random = seededRandom(3);
  const any = (from: number, to: number) => from + Math.floor((to - from) * random());
  return paint(220, 180, (x, y) => {
    if (y < SKY) return [60 + (x >> 1), 120 + (y >> 1), 220 + any(0, 2), 255];
    const [red, blue] = [any(20, 240), any(10, 90)];
    return [red, Math.round((110 - 0.2126 * red - 0.0722 * blue) / 0.7152), blue, 255];
  });
})();

/** Mean distance in Oklab from the colors of some rows to the nearest of a palette. */
function distance({ data, width }: RgbaImage, palette: Uint8Array, fromRow: number, toRow: number): number {
  const [one, other] = [new Float64Array(3), new Float64Array(3)];
  let sum = 0;
  for (let i = 4 * fromRow * width; i < 4 * toRow * width; i += 4) {
    srgbToOklab(data[i]!, data[i + 1]!, data[i + 2]!, one);
    let least = Infinity;
    for (let c = 0; c < palette.length; c += 4) {
      srgbToOklab(palette[c]!, palette[c + 1]!, palette[c + 2]!, other);
      least = Math.min(least, Math.hypot(one[0]! - other[0]!, one[1]! - other[1]!, one[2]! - other[2]!));
    }
    sum += least;
  }
  return sum / ((toRow - fromRow) * width);
}

test('the perceptual objective gives detail more of the colors, and large even areas fewer', () => {
  const bySize = quantize(meadow, { maxColors: 50, space: 'oklab' });
  const perceptual = quantize(meadow, { maxColors: 50, objective: 'perceptual' });
  const [detail, even] = [
    [SKY, 180],
    [0, SKY],
  ] as const;
  expect(distance(meadow, perceptual.palette, ...detail)).toBeLessThan(
    distance(meadow, bySize.palette, ...detail),
  );
  expect(distance(meadow, perceptual.palette, ...even)).toBeGreaterThan(
    distance(meadow, bySize.palette, ...even),
  );
  expect(perceptual.inertia).toBeGreaterThan(bySize.inertia); // that is what it costs
});

test('error among contrasts is hidden: even areas have more of the colors than where a histogram alone is known', () => {
  const random = seededRandom(5);
  const busy = paint(200, 200, (x, y) => {
    if (y < 100) return [120 + (x >> 2), 90 + (y >> 1), 160 - (x >> 3), 255];
    return [0, 1, 2].map(() => Math.floor(256 * random())).concat(255);
  });
  const histogram = createHistogram();
  addImage(histogram, busy);
  const [known, unknown] = [busy, histogram].map((source) =>
    distance(busy, extractPalette(source, { maxColors: 40, objective: 'perceptual' }).palette, 0, 100),
  );
  expect(known).toBeLessThan(0.95 * unknown!);
});

test('the perceptual objective means Oklab, unless another space is requested', () => {
  const chosen = { maxColors: 12, objective: 'perceptual' } as const;
  expect(quantize(meadow, { ...chosen, space: 'oklab' })).toEqual(quantize(meadow, chosen));
  expect(quantize(meadow, { ...chosen, space: 'srgb' })).not.toEqual(quantize(meadow, chosen));
});

test('in flat graphics all pixels count the same', () => {
  const flat = paint(200, 150, (x, y) => [(x >> 4) * 20, (y >> 4) * 25, ((x >> 4) * (y >> 4)) & 255, 255]);
  const expected = quantize(flat, { maxColors: 20, space: 'oklab' });
  expect(quantize(flat, { maxColors: 20, objective: 'perceptual' })).toEqual(expected);
});

test('in flat graphics, dithering leaves alone what is near to its color already', () => {
  const ramp = 70;
  const image = paint(200, 100, (x, y) => (x < ramp ? [x + y, x + y, 2 * y, 255] : [100, 100, 100, 255]));
  const fixedColors = Uint8Array.of(0, 0, 0, 255, 101, 101, 102, 255, 255, 255, 255, 255);
  const chosen = { maxColors: 3, fixedColors, dither: 1, space: 'oklab' } as const;
  const speckles = ({ indices }: { readonly indices: Uint8Array }, from: number, to: number) =>
    indices.filter((label, i) => i % 200 >= from && i % 200 < to && label !== 1).length;
  const noisy = quantize(image, chosen);
  const clean = quantize(image, { ...chosen, objective: 'perceptual' });
  expect(speckles(noisy, ramp, 200)).toBeGreaterThan(0);
  expect(speckles(clean, ramp, 200)).toBe(0);
  expect(speckles(clean, 0, ramp)).toBeGreaterThan(
    speckles(quantize(image, { ...chosen, dither: 0 }), 0, ramp) / 2,
  );
  expect(clean.indices).not.toEqual(quantize(image, { ...chosen, dither: 0 }).indices); // the ramp is dithered
});

test('in flat graphics, an even area that is far from all colors stays even, and a gradient does not', () => {
  // Twelve fields of 40 × 40, and a gradient below them.
  const field = (x: number, y: number) => Math.floor(x / 40) + 4 * Math.floor(y / 40);
  const map = paint(160, 160, (x, y) => {
    const n = field(x, y);
    return y < 120 ? [255, 20 * n, 100, 255] : [x, x, x, 255];
  });
  const grays = Uint8Array.from([0, 85, 170, 255].flatMap((gray) => [gray, gray, gray, 255]));
  const chosen = { maxColors: 4, fixedColors: grays, dither: 0.75, space: 'oklab' } as const;
  const { indices } = quantize(map, { ...chosen, objective: 'perceptual' });
  const inner = (n: number) => {
    const labels = new Set<number>();
    for (let y = 0; y < 120; y++) {
      for (let x = 0; x < 160; x++) {
        if (field(x, y) === n && x % 40 > 0 && y % 40 > 0) labels.add(indices[160 * y + x]!);
      }
    }
    return labels.size;
  };
  expect(Array.from({ length: 12 }, (_, n) => inner(n))).toEqual(new Array(12).fill(1));
  const steps = Array.from({ length: 40 * 159 }, (_, i) => 160 * (120 + Math.floor(i / 159)) + (i % 159));
  expect(steps.filter((at) => indices[at] !== indices[at + 1]).length).toBeGreaterThan(1000);
});

test('a session, and a list of one image, find what quantize finds', () => {
  const session = createSession(meadow, { objective: 'perceptual' });
  const expected = quantize(meadow, { maxColors: 9, objective: 'perceptual', dither: 0.75 });
  session.preview({ maxColors: 30 });
  expect(drain(session.quantizeSteps({ maxColors: 9, dither: 0.75 }))).toEqual(expected);
  expect(drain(session.quantizeSteps({ maxColors: 9, dither: 0.75 }))).toEqual(expected);
  session.close();
  const { palette } = extractPalette([meadow], { maxColors: 9, objective: 'perceptual' });
  const undithered = quantize(meadow, { maxColors: 9, objective: 'perceptual' });
  expect(new Set(colorsOf(palette))).toEqual(new Set(colorsOf(undithered.palette)));
});

const colorsOf = (palette: Uint8Array): number[] => [...new Uint32Array(palette.slice().buffer)];
