import { describe, expect, it } from 'vitest';
import { clampPosition, dividerAfterKey, dividerUnderPointer } from '../src/compare/gestures.ts';

describe('divider', () => {
  it.each([
    ['ArrowLeft', 50, 49],
    ['ArrowRight', 50, 51],
    ['ArrowUp', 50, 51],
    ['ArrowDown', 50, 49],
    ['PageUp', 50, 60],
    ['PageDown', 50, 40],
    ['Home', 50, 0],
    ['End', 50, 100],
    ['ArrowLeft', 0, 0],
    ['PageUp', 95, 100],
  ])('%s moves it from %i to %i', (key, from, to) => {
    expect(dividerAfterKey(key, from)).toBe(to);
  });

  it('leaves other keys alone', () => {
    expect(dividerAfterKey('a', 50)).toBeUndefined();
    expect(dividerAfterKey('Tab', 50)).toBeUndefined();
  });

  it('follows the pointer, and stops at the edges', () => {
    expect(dividerUnderPointer(150, 100, 200)).toBe(25);
    expect(dividerUnderPointer(0, 100, 200)).toBe(0);
    expect(dividerUnderPointer(900, 100, 200)).toBe(100);
    expect(dividerUnderPointer(10, 0, 0)).toBe(50);
    expect(clampPosition(Number.NaN)).toBe(50);
  });
});
