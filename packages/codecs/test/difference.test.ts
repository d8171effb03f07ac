import { deltaE } from '@kcolors/codecs';
import { srgbToOklab } from '@kcolors/core';
import { expect, it } from 'vitest';

const image = (width: number, ...colors: number[][]) => ({
  data: Uint8Array.from(colors.flat()),
  width,
  height: colors.length / width,
});

it('is 100 from black to white, as Oklab is defined', () => {
  expect(deltaE(image(1, [0, 0, 0, 255]), image(1, [255, 255, 255, 255]))).toBeCloseTo(100, 4);
  const [red, blue] = [new Float64Array(3), new Float64Array(3)];
  srgbToOklab(255, 0, 0, red);
  srgbToOklab(0, 0, 255, blue);
  expect(red[0]).toBeCloseTo(0.62796, 4); // published: L of pure red
  const distance = Math.hypot(red[0]! - blue[0]!, red[1]! - blue[1]!, red[2]! - blue[2]!);
  expect(deltaE(image(1, [255, 0, 0, 255]), image(1, [0, 0, 255, 255]))).toBeCloseTo(100 * distance, 10);
});

it('looks at what can be seen: nothing under transparency, translucent pixels on white and on black', () => {
  const black = [0, 0, 0, 255];
  expect(deltaE(image(1, [9, 9, 9, 0]), image(1, [200, 0, 0, 0]))).toBe(0);
  expect(deltaE(image(2, [9, 9, 9, 0], black), image(2, [200, 0, 0, 0], [255, 255, 255, 255]))).toBeCloseTo(
    100,
    4,
  );
  // White that vanishes is missed on black alone.
  expect(deltaE(image(1, [255, 255, 255, 255]), image(1, [255, 255, 255, 0]))).toBeCloseTo(50, 4);
  expect(deltaE(image(0), image(0))).toBe(0);
});

it('takes pixels of all columns where there are many', () => {
  const [width, height] = [64, 64];
  const plain = image(width, ...Array.from({ length: width * height }, () => [0, 0, 0, 255]));
  const striped = image(
    width,
    ...Array.from({ length: width * height }, (_, i) => (i % 2 ? [255, 255, 255, 255] : [0, 0, 0, 255])),
  );
  expect(deltaE(plain, striped)).toBeCloseTo(50, 4);
  for (const most of [2048, 1024, 1000, 100]) {
    expect(Math.abs(deltaE(plain, striped, most) - 50)).toBeLessThan(3);
    expect(deltaE(plain, striped, most)).not.toBe(deltaE(plain, striped));
  }
});
