import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fit, fitScale, formatScale, nextScale, place, zoomTo } from '../src/compare/viewport.ts';

const frame = { width: 600, height: 400 };
const size = fc.record({
  width: fc.integer({ min: 1, max: 5000 }),
  height: fc.integer({ min: 1, max: 5000 }),
});

describe('viewport', () => {
  it('shows large pictures whole, small ones as they are, and tiny ones in whole multiples', () => {
    expect(fitScale({ width: 1200, height: 400 }, frame)).toBe(0.5);
    expect(fitScale({ width: 400, height: 300 }, frame)).toBe(1);
    expect(fitScale({ width: 100, height: 100 }, frame)).toBe(3);
    expect(fitScale({ width: 2, height: 2 }, frame)).toBe(8);
  });

  it('is harmless before there is a size', () => {
    expect(fitScale({ width: 0, height: 0 }, frame)).toBe(1);
    expect(fitScale({ width: 10, height: 10 }, { width: 0, height: 0 })).toBe(1);
  });

  it('keeps the point under the pointer where it was', () => {
    const picture = { width: 600, height: 400 };
    const at = { x: 200, y: 100 };
    const view = zoomTo(fit(picture, frame), 4, at, picture, frame);
    expect(view).toEqual({ scale: 4, x: -600, y: -300 });
    expect((at.x - view.x) / view.scale).toBe(200);
  });

  it('never leaves a gap beside a picture that is larger than its frame', () => {
    fc.assert(
      fc.property(
        size,
        fc.double({ min: 0.01, max: 64, noNaN: true }),
        fc.integer(),
        fc.integer(),
        (picture, scale, x, y) => {
          const view = place({ scale, x, y }, picture, frame);
          const [width, height] = [picture.width * scale, picture.height * scale];
          if (width > frame.width) expect(view.x <= 0 && view.x + width >= frame.width - 1e-6).toBe(true);
          else expect(view.x).toBeCloseTo((frame.width - width) / 2);
          if (height > frame.height) expect(view.y <= 0 && view.y + height >= frame.height - 1e-6).toBe(true);
          else expect(view.y).toBeCloseTo((frame.height - height) / 2);
        },
      ),
    );
  });

  it('steps through powers of two from anywhere', () => {
    expect(nextScale(0.7, 1)).toBe(1);
    expect(nextScale(1, 1)).toBe(2);
    expect(nextScale(1, -1)).toBe(0.5);
    expect(nextScale(3, -1)).toBe(2);
    expect(formatScale(0.694)).toBe('69 %');
  });
});
