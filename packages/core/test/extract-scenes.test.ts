import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/setup/seed.ts';
import { crispEdges } from '../src/palette/crisp-edges.ts';
import { addColors, createColorCounts, extractColors } from '../src/palette/index.ts';
import type { RgbaImage } from '../src/types.ts';
import { paint } from './helpers/images.ts';
import { apartColors, deltaE, paintScene, type Rgb, unequalShares } from './helpers/scenes.ts';

/** The color that was found for each true one: the nearest. */
const nearestTo = (truth: Rgb, found: ReturnType<typeof extractColors>) =>
  found.reduce((a, b) => (deltaE(b.rgba, truth) < deltaE(a.rgba, truth) ? b : a));

const rgbOf = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

const anyScene = fc.record({
  count: fc.integer({ min: 2, max: 12 }),
  noise: fc.constantFrom(0, 6, 12),
  least: fc.constantFrom(0.005, 0.02),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

describe('scenes of known colors', () => {
  it('every color is found at k = N, and its share, through antialiasing and noise', () => {
    fc.assert(
      fc.property(anyScene, ({ count, least, noise, seed }) => {
        const truth = apartColors(count, 0.15, noise, seed);
        const { image, shares } = paintScene(truth, unequalShares(count, least), noise, seed);
        const found = extractColors(image, { colors: count });
        expect(found).toHaveLength(count);
        truth.forEach((color, i) => {
          const { rgba, share } = nearestTo(color, found);
          expect(deltaE(rgba, color)).toBeLessThan(0.02);
          expect(Math.abs(share - shares[i]!)).toBeLessThan(0.004);
        });
      }),
      { numRuns: runs(10) },
    );
  });

  it('as many are found as there are, when the number is left open', () => {
    const wrong = [2, 3, 4, 5, 6, 7, 8].filter((count) => {
      const truth = apartColors(count, 0.2, 6, count);
      const { image } = paintScene(truth, unequalShares(count, 0.02), 6, count);
      return extractColors(image, { colors: 'auto' }).length !== count;
    });
    expect(wrong).toEqual([]);
  });

  it('edges are given to the colors beside them, thin lines stay', () => {
    const [ground, line]: Rgb[] = [
      [250, 250, 250],
      [200, 30, 40],
    ];
    const lined = paint(60, 60, (x, y) => [...((x + y) % 20 === 0 ? line! : ground!), 255]);
    expect(crispEdges(lined).data).toEqual(lined.data);
    const { image } = paintScene([ground!, line!], [0.7, 0.3], 0, 3);
    const words = ({ data }: { data: Uint8Array | Uint8ClampedArray }) =>
      new Set(new Uint32Array(data.buffer));
    expect(words(image).size).toBeGreaterThan(8);
    expect(words(crispEdges(image)).size).toBe(2);
  });

  it('a soft edge into transparency is no color, and what is faint is its own color', () => {
    const image = paint(80, 80, (x, y) => {
      const alpha = Math.max(0, Math.min(1, 30.5 - Math.hypot(x - 40, y - 40)));
      return x < 40 ? [20, 90, 200, Math.round(255 * alpha)] : [210, 40, 30, Math.round(80 * alpha)];
    });
    const found = extractColors(image, { colors: 2 });
    expect(deltaE(found[0]!.rgba, [20, 90, 200])).toBeLessThan(0.01);
    expect(deltaE(found[1]!.rgba, [210, 40, 30])).toBeLessThan(0.02);
    expect(found.map(({ rgba }) => rgba[3])).toEqual([255, 255]);
    expect(found[1]!.share).toBeCloseTo(80 / 335, 1);
  });
});

describe('a color of thin lines in pixel art', () => {
  it('is among 6 colors exactly, though it lies between those beside it', () => {
    const lines = ['#2c210f', '#ac8c6d', '#f2d59d'].map(rgbOf);
    const others = apartColors(9, 0.15, 0, 3);
    const image = paint(72, 72, (x, y) => {
      const color =
        x < 36 ? lines[(x + Math.floor(y / 8)) % 3] : others[3 * Math.floor(y / 24) + ((x % 12) >> 2)];
      return [...color!, 255];
    });
    const found = extractColors(image, { colors: 6 }).map(({ rgba }) => [...rgba.subarray(0, 3)]);
    expect(found).toEqual(expect.arrayContaining(lines));
  });
});

describe('a red sign on a gray wall', () => {
  it.each([5, 6, 8])('is among %i colors', (colors) => {
    const red: Rgb = [205, 35, 40];
    const image = paint(300, 200, (x, y) => {
      const edge = Math.max(0, Math.min(1, 9.5 - Math.hypot(x - 200, y - 90)));
      const wall = 70 + 0.4 * x + 0.15 * y + ((x * 7 + y * 13) % 9);
      return [...red.map((value) => Math.round(edge * value + (1 - edge) * wall)), 255];
    });
    const found = extractColors(image, { colors });
    const { rgba, share } = nearestTo(red, found);
    expect(deltaE(rgba, red)).toBeLessThan(0.02);
    expect(share).toBeCloseTo((Math.PI * 9.5 ** 2) / 60000, 2);
  });
});

const hexes = (colors: readonly { rgba: Uint8Array }[]) =>
  colors.map(({ rgba }) => Buffer.from(rgba.subarray(0, 3)).toString('hex'));

describe('the number of colors', () => {
  it('is the one that was asked for where the image has so many surfaces, however near they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 20 }), (colors, levels) => {
        const image = paint(levels, 5, (x) => [200 + x, 180, 31 + (x % 2), 255]);
        const found = extractColors(image, { colors });
        expect(found).toHaveLength(Math.min(colors, levels));
        expect(new Set(found.map(({ rgba }) => rgba.join())).size).toBe(found.length);
      }),
      { numRuns: runs(30) },
    );
  });

  it('is lower where the others would be near twins', () => {
    const ramp = paint(160, 5, (x) => [100 + (x >> 2), 100, 100, 255]);
    expect(extractColors(ramp, { colors: 6 }).length).toBeLessThan(4);
    const disk = paint(160, 160, (x, y) => {
      const blend = Math.max(0, Math.min(1, 60.5 - Math.hypot(x - 80, y - 80)));
      return [0x6c, 0x47, 0xff, Math.round(255 * blend)];
    });
    expect(hexes(extractColors(disk, { colors: 6 }))).toEqual(['6c47ff']);
  });

  it('has near surfaces apart, as pages have them', () => {
    const page = paint(200, 120, (x, y) => {
      if (x < 60) return [0xf5, 0xf5, 0xf5, 255];
      if (y < 12) return [0x19, 0x76, 0xd2, 255];
      return y === 60 && x % 3 === 0 ? [0x21, 0x21, 0x21, 255] : [255, 255, 255, 255];
    });
    expect(hexes(extractColors(page, { colors: 'auto' })).slice(0, 3)).toEqual([
      'ffffff',
      'f5f5f5',
      '1976d2',
    ]);
    const dark = paint(200, 120, (x, y) =>
      x < 40 ? [1, 4, 9, 255] : y < 15 ? [0x16, 0x1b, 0x22, 255] : [0x0d, 0x11, 0x17, 255],
    );
    expect(hexes(extractColors(dark))).toEqual(['0d1117', '010409', '161b22']);
  });

  it('holds no color that no pixel has, unless that is asked for', () => {
    const { image } = paintScene(apartColors(5, 0.15, 12, 3), unequalShares(5, 0.01), 12, 3);
    const all = new Set(new Uint32Array(image.data.buffer));
    const found = extractColors(image);
    for (const { rgba } of found) expect(all.has(new Uint32Array(rgba.buffer)[0]!)).toBe(true);
    expect(extractColors(image, { snap: false })).not.toEqual(found);
  });

  it('gives flat colors exactly, however many others there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const truth = apartColors(4, 0.15, 0, seed);
        const flat = paint(90, 90, (x) => [...truth[Math.floor(x / 30)]!, 255]);
        const noisy = paintScene([truth[3]!, truth[0]!], [0.6, 0.4], 12, seed).image;
        const found = extractColors([flat, noisy], { colors: 4 }).map(({ rgba }) =>
          rgba.subarray(0, 3).join(),
        );
        for (const color of truth.slice(1, 3)) expect(found).toContain(color.join());
      }),
      { numRuns: runs(8) },
    );
  });

  it('counts no blends', () => {
    const { image } = paintScene(
      [
        [250, 250, 250],
        [20, 30, 160],
      ],
      [0.8, 0.2],
      0,
      5,
    );
    expect(extractColors(image, { colors: 6 })).toHaveLength(2);
    expect(extractColors(image, { colors: 'auto' })).toHaveLength(2);
  });
});

describe('fixed colors', () => {
  const inertia = ({ data }: RgbaImage, colors: readonly ArrayLike<number>[]): number => {
    let sum = 0;
    for (let at = 0; at < data.length; at += 4 * 23)
      sum += Math.min(...colors.map((color) => deltaE(color, data.subarray(at, at + 3)))) ** 2;
    return sum;
  };

  it('stay to the byte, and with the others fit better than alone, and than others found without them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const truth = apartColors(6, 0.15, 12, seed);
        const { image } = paintScene(truth, unequalShares(6, 0.02), 12, seed);
        // Near two of the colors: what is left is for the four others.
        const fixed = [truth[0]!, truth[3]!].map((color) =>
          Uint8Array.from([...color.map((v) => v ^ 3), 254]),
        );
        const fixedColors = Uint8Array.from(fixed.flatMap((color) => [...color]));
        const found = extractColors(image, { colors: 6, fixedColors }).map(({ rgba }) => rgba);
        expect(found).toHaveLength(6);
        expect(found.slice(0, 2)).toEqual(fixed);
        const together = inertia(image, found);
        expect(together).toBeLessThan(inertia(image, fixed) / 2);
        const apart = extractColors(image, { colors: 4 }).map(({ rgba }) => rgba);
        expect(together).toBeLessThanOrEqual(inertia(image, [...fixed, ...apart]) * 1.001);
      }),
      { numRuns: runs(8) },
    );
  });

  it('may be all there are', () => {
    const { image } = paintScene(apartColors(3, 0.2, 0, 1), [0.6, 0.3, 0.1], 0, 1);
    const fixedColors = Uint8Array.of(1, 2, 3, 255, 250, 240, 230, 255);
    const found = extractColors(image, { colors: 2, fixedColors });
    expect(found.flatMap(({ rgba }) => [...rgba])).toEqual([...fixedColors]);
    expect(found[0]!.share + found[1]!.share).toBeCloseTo(1, 10);
  });
});

it('counts of images give what the images give', () => {
  const images = [1, 2, 3].map(
    (seed) => paintScene(apartColors(5, 0.15, 12, seed), unequalShares(5, 0.01), 12, seed).image,
  );
  const counts = createColorCounts();
  for (const image of [...images].reverse()) addColors(counts, image);
  expect(counts.histogram.binned).toBe(true);
  expect(extractColors(counts)).toEqual(extractColors(images));
});
