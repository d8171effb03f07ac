import { parseHex } from '@kcolors/codecs/request';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, luminance } from '../src/palette/color.ts';
import { byShare, readableOn } from '../src/palette.ts';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('palette', () => {
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

  it('sorts by share and keeps the order of equals', () => {
    const [a, b, c] = [
      { hex: '#000001', share: 0.2 },
      { hex: '#000002', share: 0.6 },
      { hex: '#000003', share: 0.2 },
    ];
    expect(byShare([a, b, c])).toEqual([b, a, c]);
  });
});
