import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byShare, formatColors, formatShare, parseColors, parseHex, readableOn } from '../src/palette.ts';
import { contrast, luminance } from '../src/swatch-color.ts';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('palette', () => {
  it('reads hex colors of three lengths and nothing else', () => {
    expect(parseHex('#0af')).toEqual({ r: 0, g: 170, b: 255, a: 255 });
    expect(parseHex('#0B1d2A')).toEqual({ r: 11, g: 29, b: 42, a: 255 });
    expect(parseHex('#0b1d2a80')).toEqual({ r: 11, g: 29, b: 42, a: 128 });
    for (const wrong of ['', 'red', '#12', '#12345', '#1234567', '#gggggg', '0b1d2a']) {
      expect(parseHex(wrong)).toBeUndefined();
    }
  });

  it('writes text that can be read on every color', () => {
    fc.assert(
      fc.property(hex, (color) => {
        const rgba = parseHex(color)!;
        const ink = readableOn(rgba) === 'white' ? 1 : 0;
        expect(contrast(luminance(rgba), ink)).toBeGreaterThanOrEqual(4.5);
      }),
    );
    expect(readableOn(parseHex('#00000000')!)).toBe('black'); // seen over white
  });

  it('reads back what it writes', () => {
    const colors = [
      { hex: '#0b1d2a', share: 0.4217 },
      { hex: '#ffffff80', share: 0 },
    ];
    expect(parseColors(formatColors(colors))).toEqual(colors);
    expect(parseColors('#FFF 0.5, nonsense, , #123456')).toEqual([
      { hex: '#fff', share: 0.5 },
      { hex: '#123456', share: 0 },
    ]);
    expect(parseColors(null)).toEqual([]);
  });

  it('sorts by share and keeps the order of equals', () => {
    const [a, b, c] = [
      { hex: '#000001', share: 0.2 },
      { hex: '#000002', share: 0.6 },
      { hex: '#000003', share: 0.2 },
    ];
    expect(byShare([a, b, c])).toEqual([b, a, c]);
  });

  it.each([
    [0, '0 %'],
    [0.0004, '< 0.1 %'],
    [0.042, '4.2 %'],
    [0.0996, '10 %'],
    [0.42, '42 %'],
    [1, '100 %'],
  ])('says %f as %s', (share, text) => expect(formatShare(share)).toBe(text));
});
