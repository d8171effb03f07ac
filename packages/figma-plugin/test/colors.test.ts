import { describe, expect, it } from 'vitest';
import { grays, PRESETS, ramp } from '../src/ui/match/presets.ts';
import { colorOf, hexOf } from '../src/ui/palette/color-space.ts';

describe('colors of the document', () => {
  it('are those of the palette in sRGB', () => {
    expect(hexOf({ r: 1, g: 0.5, b: 0, a: 1 }, 'srgb')).toBe('#ff8000');
    expect(hexOf({ r: 1, g: 0.5, b: 0, a: 0.5 }, 'srgb')).toBe('#ff800080');
    expect(colorOf('#ff000080', 'srgb')).toEqual({ r: 1, g: 0, b: 0, a: 128 / 255 });
  });

  it('are converted where the document is in Display P3', () => {
    // https://www.w3.org/TR/css-color-4/#ex-p3-srgb: red of sRGB is color(display-p3 0.9175 0.2003 0.1386)
    const red = colorOf('#ff0000', 'display-p3');
    expect(red.r).toBeCloseTo(0.9175, 3);
    expect(red.g).toBeCloseTo(0.2003, 3);
    expect(red.b).toBeCloseTo(0.1386, 3);
    expect(hexOf({ r: 1, g: 0, b: 0, a: 1 }, 'display-p3')).toBe('#ff0000'); // what sRGB does not have
  });

  it.each(['#123456', '#fedcba', '#00ff00', '#0a0b0cfe'])('come back as they were: %s', (hex) => {
    for (const profile of ['srgb', 'display-p3'] as const)
      expect(hexOf(colorOf(hex, profile), profile)).toBe(hex);
  });
});

describe('presets', () => {
  it.each([
    ['pico-8', 16],
    ['game-boy', 4],
    ['cga', 16],
    ['cga-4', 4],
  ])('%s has %i colors, each once', (name, count) => {
    expect(new Set(PRESETS[name]!.colors).size).toBe(count);
    for (const hex of PRESETS[name]!.colors) expect(hex).toMatch(/^#[0-9a-f]{6}$/);
  });

  it('grays and ramps go in even steps from end to end', () => {
    expect(grays(3)).toEqual(['#000000', '#808080', '#ffffff']);
    expect(ramp('#ff0000', '#0000ff', 2)).toEqual(['#ff0000', '#0000ff']);
  });
});
