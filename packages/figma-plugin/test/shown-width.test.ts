import { describe, expect, it } from 'vitest';
import { shownWidth } from '../src/main/document/shown-width.ts';

const IMAGE = { width: 400, height: 200 };
const paint = (more: object) => ({ type: 'IMAGE', imageHash: 'a', scaleMode: 'FILL', ...more }) as ImagePaint;
const shown = (more: object, width: number, height: number) =>
  shownWidth(paint(more), IMAGE, { width, height });

/** Canvas pixels between the ends of an image pixel, in the direction in which it is longest; by trying all. */
function longest([[a, c], [b, d]]: number[][], width: number, height: number): number {
  let most = 0;
  for (let angle = 0; angle < 3600; angle++) {
    const [x, y] = [Math.cos((angle * Math.PI) / 1800), Math.sin((angle * Math.PI) / 1800)]; // on the canvas
    const [u, v] = [x / width, y / height];
    most = Math.max(most, 1 / Math.hypot((a! * u + c! * v) * IMAGE.width, (b! * u + d! * v) * IMAGE.height));
  }
  return most * IMAGE.width;
}

describe('the width at which an image is shown', () => {
  it('covers the layer when it fills it', () => {
    expect(shown({}, 100, 100)).toBe(200);
    expect(shown({}, 100, 10)).toBe(100);
    expect(shown({ rotation: 90 }, 100, 10)).toBe(200);
    expect(shown({ rotation: 180 }, 100, 10)).toBe(100);
  });

  it('lies within the layer when it fits it', () => {
    expect(shown({ scaleMode: 'FIT' }, 100, 100)).toBe(100);
    expect(shown({ scaleMode: 'FIT' }, 100, 10)).toBe(20);
    expect(shown({ scaleMode: 'FIT', rotation: -90 }, 100, 10)).toBe(10);
  });

  it('is that of a tile', () => {
    expect(shown({ scaleMode: 'TILE', scalingFactor: 0.25 }, 10, 10)).toBe(100);
  });

  it.each([
    ['half of both sides', [0.5, 0, 0.1, 0, 0.5, 0.2], 100, 50, 200],
    ['of one side more than of the other', [0.5, 0, 0, 0, 1, 0], 100, 50, 200],
    ['mirrored', [-1, 0, 1, 0, 1, 0], 100, 50, 100],
    ['turned by 90°', [0, 1, 0, -1, 0, 1], 50, 100, 100],
  ])('is what a crop makes of it: %s', (_, [a, c, x, b, d, y], width, height, expected) => {
    const imageTransform = [
      [a, c, x],
      [b, d, y],
    ];
    expect(shown({ scaleMode: 'CROP', imageTransform }, width, height)).toBeCloseTo(expected, 9);
  });

  it('is where a turned and stretched crop is longest', () => {
    for (const imageTransform of [
      [
        [0.4, -0.2, 0.3],
        [0.3, 0.6, 0],
      ],
      [
        [0.1, 0.5, 0.3],
        [0.3, -0.2, 0.5],
      ],
    ])
      expect(shown({ scaleMode: 'CROP', imageTransform }, 120, 70)).toBeCloseTo(
        longest(imageTransform, 120, 70),
        1,
      );
  });

  it('is never a number that cannot be sent', () => {
    const imageTransform = [
      [0, 0, 0],
      [0, 0, 0],
    ];
    expect(shown({ scaleMode: 'CROP', imageTransform }, 10, 10)).toBe(1e6);
    expect(shownWidth(paint({}), { width: 0, height: 0 }, { width: 0, height: 0 })).toBe(1e6);
  });
});
