import fc from 'fast-check';
import { seededRandom } from '../../src/math/random.ts';
import type { RgbaImage } from '../../src/types.ts';

/** An image from a function of x and y that gives red, green, blue and alpha. */
export function paint(
  width: number,
  height: number,
  color: (x: number, y: number) => readonly number[],
): RgbaImage {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(color(x, y), 4 * (y * width + x));
  }
  return { data, width, height };
}

/** Smooth gradients with grain: thousands of colors in clusters of unequal size, as in a photograph. */
export function photo(width: number, height: number, seed = 1): RgbaImage {
  const random = seededRandom(seed);
  return paint(width, height, (x, y) => {
    const u = x / width;
    const v = y / height;
    const sun = Math.max(0, 1 - 3 * Math.hypot(u - 0.7, v - 0.3));
    const grain = () => 14 * (random() - 0.5);
    return [
      40 + 120 * v + 160 * sun + grain(),
      60 + 100 * u + 90 * sun + grain(),
      190 - 150 * v * v - 40 * sun + grain(),
    ]
      .map((value) => Math.max(0, Math.min(255, Math.round(value))))
      .concat(255);
  });
}

/** A soft translucent disk on full transparency, with colors hidden under alpha 0. */
export function disk(size: number): RgbaImage {
  return paint(size, size, (x, y) => {
    const distance = Math.hypot(x - size / 2, y - size / 2) / (size / 2);
    const alpha = Math.max(0, Math.min(255, Math.round(255 * 3 * (1 - distance))));
    return alpha === 0 ? [255, 0, 255, 0] : [(200 * x) / size + 30, 120, (200 * y) / size, alpha];
  });
}

/** Any small image, few colors and many, opaque and not. */
export const anyImage: fc.Arbitrary<RgbaImage> = fc
  .record({
    width: fc.integer({ min: 1, max: 24 }),
    height: fc.integer({ min: 1, max: 24 }),
    seed: fc.integer(),
    levels: fc.constantFrom(2, 5, 256),
    alpha: fc.constantFrom('opaque', 'binary', 'any'),
  })
  .map(({ alpha, height, levels, seed, width }) => {
    const random = seededRandom(seed);
    const level = () => Math.floor((Math.floor(random() * levels) * 255) / (levels - 1));
    const alphas = { opaque: () => 255, binary: () => (random() < 0.3 ? 0 : 255), any: level };
    return paint(width, height, () => [level(), level(), level(), alphas[alpha as keyof typeof alphas]()]);
  });

/** Colors of an indexed image as bytes again. */
export function expand(image: { indices: Uint8Array; palette: Uint8Array }): Uint8Array {
  const data = new Uint8Array(4 * image.indices.length);
  image.indices.forEach((index, i) => {
    data.set(image.palette.subarray(4 * index, 4 * index + 4), 4 * i);
  });
  return data;
}

/** Mean of one channel. */
export function mean(data: Uint8Array, channel: number): number {
  let sum = 0;
  for (let i = channel; i < data.length; i += 4) sum += data[i]!;
  return sum / (data.length / 4);
}

/** Pixels at random, every sixth of them transparent and every third translucent: as many colors as pixels, nearly. */
export function noise(width: number, height: number, seed: number): RgbaImage {
  const random = seededRandom(seed);
  const byte = () => Math.floor(256 * random());
  return paint(width, height, (x, y) => {
    const kind = (x + y * width) % 6;
    return [byte(), byte(), byte(), kind === 0 ? 0 : kind % 3 === 1 ? byte() : 255];
  });
}
