import {
  rolePalette,
  schemeOf,
  TINT_STEPS,
  tintScale,
  withDarkColors,
  withTintScales,
} from '@kcolors/codecs/color-scheme';
import {
  contrastOf,
  PALETTE_FILE_FORMATS,
  type PaletteFormat,
  readPalette,
  TEXT_PALETTE_FORMATS,
  type TextPaletteFormat,
  writePalette,
} from '@kcolors/codecs/palettes';
import { converter } from 'culori';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/setup/seed.ts';

const oklch = converter('oklch');
const anyHex = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);
const anyPalette = fc
  .array(fc.record({ hex: anyHex, share: fc.double({ min: 0.01, max: 1, noNaN: true }) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((colors) => ({ colors }));
const EXTREMES = ['#ffffff', '#000000', '#ffff00', '#0000ff', '#fffafa', '#010101', '#808080'];

describe('the tint scale of any color', () => {
  it.each([
    ['white, black, pure colors', fc.constantFrom(...EXTREMES)],
    ['at random', anyHex],
  ])('%s', (_, hexes) => {
    fc.assert(
      fc.property(hexes, (hex) => {
        const tints = tintScale(hex);
        expect(tints.map(({ step }) => step)).toEqual(TINT_STEPS);
        expect(tints.filter((tint) => tint.hex === hex).length).toBeGreaterThan(0);
        const all = tints.map((tint) => oklch(tint.hex)!);
        for (const [i, { l }] of all.slice(1).entries()) expect(l).toBeLessThan(all[i]!.l);
        const own = oklch(hex)!;
        if (own.c < 0.002) for (const { c } of all) expect(c).toBeLessThan(0.002);
        if (own.c < 0.05 || own.l < 0.2) return; // rounding to 8 bits turns the hue of what is gray or almost black
        for (const { c, h = 0 } of all.filter((each) => each.c > 0.05)) {
          const turn = Math.abs(((h - own.h! + 540) % 360) - 180);
          expect(turn * c).toBeLessThan(0.6);
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('keeps the opacity', () => {
    expect(tintScale('#3366cc80').map(({ hex }) => hex.slice(7))).toEqual(TINT_STEPS.map(() => '80'));
  });
});

describe('the roles of any palette', () => {
  it('have the contrast that text and symbols need, on light and on dark pages', () => {
    fc.assert(
      fc.property(anyPalette, (palette) => {
        const { dark, light } = schemeOf(palette);
        for (const page of [light, dark]) {
          const [background, surface, text, accent, onAccent] = page.map(({ hex }) => hex) as [
            string,
            string,
            string,
            string,
            string,
          ];
          expect(contrastOf(text, background)).toBeGreaterThanOrEqual(4.5);
          expect(contrastOf(text, surface)).toBeGreaterThanOrEqual(4.5);
          expect(contrastOf(accent, background)).toBeGreaterThanOrEqual(3);
          expect(contrastOf(onAccent, accent)).toBeGreaterThanOrEqual(4.5);
          expect(surface).not.toBe(background);
        }
        const lightness = (page: typeof light) => oklch(page[0]!.hex)!.l;
        expect(lightness(light)).toBeGreaterThan(0.9);
        expect(lightness(dark)).toBeLessThan(0.31);
        expect(schemeOf(palette)).toEqual({ dark, light });
      }),
      { numRuns: runs(100) },
    );
  });

  it('are the colors of an interface that has them', () => {
    const hexes = ['#ffffff', '#f5f5f5', '#1d1d1d', '#06358c', '#cccccc'];
    const { light } = schemeOf({ colors: hexes.map((hex) => ({ hex })) });
    expect(light.map(({ hex }) => hex)).toEqual(['#ffffff', '#f5f5f5', '#1d1d1d', '#06358c', '#ffffff']);
    expect(light[2]!.on.map(({ ratio, role }) => [role, Math.round(10 * ratio) / 10])).toEqual([
      ['background', 16.9],
      ['surface', 15.5],
    ]);
    // Reference values of the APCA calculator for black on white and for mid gray #888 on white.
    const onWhite = (hex: string) => schemeOf({ colors: [{ hex: '#ffffff' }, { hex }] }).light[2]!.on[0]!.lc;
    expect(onWhite('#000000')).toBeCloseTo(106.04, 1);
  });

  it('need a color', () => {
    expect(() => schemeOf({ colors: [] })).toThrow(/at least 1 color/);
  });
});

describe('a file of', () => {
  const palette = {
    colors: [
      { hex: '#c1713d', name: 'Rust' },
      { hex: '#0d1117', name: 'Ink' },
    ],
  };
  const schemes = {
    'tint scales': withTintScales(palette),
    'tint scales in pairs': withTintScales(palette, { dark: true }),
    roles: rolePalette(palette, { dark: true }),
    pairs: withDarkColors(palette),
  };
  const formats = (Object.keys(TEXT_PALETTE_FORMATS) as TextPaletteFormat[]).filter(
    (format) => format !== 'svg',
  );
  it.each(Object.entries(schemes))(
    '%s is read with the colors that were written, in every format',
    (_, scheme) => {
      const hexes = scheme.colors.flatMap(({ dark, hex }) => (dark === undefined ? [hex] : [hex, dark]));
      for (const format of formats) {
        const [extension] = PALETTE_FILE_FORMATS[format as PaletteFormat].extensions;
        const read = readPalette(writePalette(scheme, format), { fileName: `scheme${extension}` }).palette
          .colors;
        expect(read.map(({ hex }) => hex).sort(), format).toEqual(hexes.sort());
      }
    },
  );

  it('design tokens has a group for each scale', () => {
    const tokens = JSON.parse(writePalette(schemes['tint scales'], 'tokens'));
    expect(Object.keys(tokens)).toEqual(['Rust', 'Ink']);
    expect(Object.keys(tokens.Rust)).toEqual(TINT_STEPS.map(String));
    expect(tokens.Rust['500'].$value.hex).toBe('#c1713d');
  });

  it('CSS follows the page, light or dark', () => {
    const css = writePalette(schemes.pairs, 'css');
    expect(css).toContain('color-scheme: light dark;');
    expect(css).toContain('--color-ink: light-dark(#0d1117, ');
  });
});
