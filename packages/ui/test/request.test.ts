import {
  type CompressRequest,
  DEFAULT_REQUEST,
  normalHex,
  type PaletteEntry,
  parseHex,
  toHex,
  withColors,
} from '@kcolors/codecs/request';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHIPS, colorsAtStep, LAST_STEP, stepOfColors } from '../src/options/view.ts';
import { distance, oklabOf, rgbaOf } from '../src/palette/color.ts';
import { applyEdit, edit, lock, meanColor, merge, unlock } from '../src/palette/edits.ts';
import { nearestTo } from '../src/palette/tools.ts';

const BY_NUMBER: CompressRequest = { ...DEFAULT_REQUEST, quality: 'colors', space: 'srgb' };

const byte = fc.integer({ min: 0, max: 255 });
const rgba = fc.record({ r: byte, g: byte, b: byte, a: fc.oneof(byte, fc.constant(255)) });
const hex = rgba.map(toHex);
const space = fc.constantFrom('srgb' as const, 'oklab' as const);
const request = fc
  .record({
    colors: fc.integer({ min: 2, max: 256 }),
    space,
    fixedColors: fc.uniqueArray(hex, { maxLength: 40 }),
  })
  .map((some): CompressRequest => withColors({ ...BY_NUMBER, ...some }, some.colors));
const colors = fc
  .uniqueArray(hex, { minLength: 2, maxLength: 6 })
  .chain((hexes) =>
    fc.tuple(
      ...hexes.map((each) =>
        fc.record({ hex: fc.constant(each), share: fc.double({ min: 0.001, max: 1, noNaN: true }) }),
      ),
    ),
  );

/** What is true of every request that can be asked. */
function expectSound({ colors, fixedColors }: CompressRequest): void {
  expect(colors).toBeGreaterThanOrEqual(2);
  expect(colors).toBeLessThanOrEqual(256);
  expect(fixedColors.length).toBeLessThanOrEqual(colors);
  expect(new Set(fixedColors).size).toBe(fixedColors.length);
  expect(fixedColors.map(normalHex)).toEqual(fixedColors);
}

describe('a request', () => {
  it('asks for one color less without a locked one that is taken out, within what can be asked', () => {
    fc.assert(
      fc.property(request, hex, (before, color) => {
        const after = applyEdit(lock(before, color), { kind: 'remove', hex: color }, before.colors);
        expectSound(after);
        expect(after.fixedColors).not.toContain(color);
      }),
    );
    const locked = { ...BY_NUMBER, fixedColors: ['#ff0000'] };
    const after = { ...BY_NUMBER, colors: 9 };
    expect(applyEdit(locked, { kind: 'remove', hex: '#ff0000' }, 10)).toEqual(after);
  });

  it('locks a color once, and makes room for it where there is none', () => {
    fc.assert(
      fc.property(request, hex, (before, color) => {
        const after = lock(before, color);
        expectSound(after);
        expect(after.fixedColors).toContain(color);
        expect(after.colors).toBeGreaterThanOrEqual(before.colors);
        expect(lock(after, color.toUpperCase())).toEqual(after);
      }),
    );
    const full = { ...BY_NUMBER, colors: 2, fixedColors: ['#000000', '#ffffff'] };
    expect(lock(full, '#f00')).toMatchObject({ colors: 3, fixedColors: ['#000000', '#ffffff', '#ff0000'] });
  });

  it('has no more locked colors than there can be colors', () => {
    const fixedColors = Array.from({ length: 256 }, (_, i) => toHex({ r: i, g: 0, b: 0, a: 255 }));
    const full = { ...BY_NUMBER, colors: 256, fixedColors };
    expect(lock(full, '#00ff00')).toEqual(full);
  });

  it('unlocks what was locked', () => {
    fc.assert(
      fc.property(request, hex, (before, color) => {
        fc.pre(!before.fixedColors.includes(color));
        const after = unlock(lock(before, color), color);
        expectSound(after);
        expect(after.fixedColors).toEqual(before.fixedColors);
      }),
    );
  });

  it('has the new color instead of the edited one, in its place', () => {
    const fixedColors = ['#000000', '#112233', '#ffffff'];
    expect(edit({ ...BY_NUMBER, fixedColors }, '#123', '#445566').fixedColors).toEqual([
      '#000000',
      '#445566',
      '#ffffff',
    ]);
    expect(edit({ ...BY_NUMBER, fixedColors }, '#999999', '#445566').fixedColors).toEqual([
      ...fixedColors,
      '#445566',
    ]);
    fc.assert(fc.property(request, hex, hex, (before, old, to) => expectSound(edit(before, old, to))));
  });

  it('merges colors into their mean, and has as many colors less', () => {
    fc.assert(
      fc.property(request, colors, (before, merged) => {
        const after = merge(before, merged);
        expectSound(after);
        const mean = meanColor(merged, before.space);
        expect(after.fixedColors).toContain(mean);
        for (const color of merged)
          if (color.hex !== mean) expect(after.fixedColors).not.toContain(color.hex);
        const least = Math.max(2, after.fixedColors.length);
        expect(after.colors).toBe(Math.max(least, before.colors - merged.length + 1));
      }),
    );
    const pair = [
      { hex: '#000000', share: 0.3 },
      { hex: '#646464', share: 0.1 },
    ];
    expect(merge({ ...BY_NUMBER, fixedColors: ['#000000'] }, pair)).toMatchObject({
      colors: 15,
      fixedColors: ['#191919'],
    });
    expect(merge({ ...BY_NUMBER, colors: 64 }, pair, 10).colors).toBe(9);
    expect(merge(BY_NUMBER, pair.slice(0, 1))).toBe(BY_NUMBER);
  });

  it('goes on from what Auto has found, once a number is asked for', () => {
    const pair = ['#000000', '#646464'].map((hex) => ({ hex, share: 0.5 }));
    expect(applyEdit(DEFAULT_REQUEST, { kind: 'lock', hex: '#ff0000' }, 43).quality).toBe('good');
    expect(applyEdit(DEFAULT_REQUEST, { kind: 'edit', hex: '#ff0000', to: '#fe0000' }, 43).quality).toBe(
      'good',
    );
    for (const change of [
      { kind: 'remove', hex: '#ff0000' } as const,
      { kind: 'merge', colors: pair } as const,
    ]) {
      expect(applyEdit(DEFAULT_REQUEST, change, 43)).toMatchObject({ quality: 'colors', colors: 42 });
    }
  });
});

describe('the mean of colors', () => {
  const transparent: PaletteEntry = { hex: '#ff000000', share: 0.5 };

  it('lies between them, whatever they are', () => {
    fc.assert(
      fc.property(colors, (some) => {
        const mean = parseHex(meanColor(some, 'srgb'))!;
        const known = some.map((color) => parseHex(color.hex)!);
        const alphas = known.map((color) => color.a);
        expect(mean.a).toBeGreaterThanOrEqual(Math.min(...alphas));
        expect(mean.a).toBeLessThanOrEqual(Math.max(...alphas));
        if (alphas.every((alpha) => alpha === 0)) return;
        for (const key of ['r', 'g', 'b'] as const) {
          const seen = known.filter(({ a }) => a > 0).map((color) => color[key]);
          expect(mean[key]).toBeGreaterThanOrEqual(Math.min(...seen));
          expect(mean[key]).toBeLessThanOrEqual(Math.max(...seen));
        }
      }),
    );
  });

  it('takes no hue from what cannot be seen', () => {
    const blue = { hex: '#0000ff', share: 0.5 };
    expect(meanColor([transparent, blue], 'srgb')).toBe('#0000ff80');
    expect(meanColor([transparent, blue], 'oklab')).toBe('#0000ff80');
  });

  it('is another where the eye compares', () => {
    const [black, white] = [
      { hex: '#000000', share: 0 },
      { hex: '#ffffff', share: 0 },
    ];
    expect(meanColor([black, white], 'srgb')).toBe('#808080');
    expect(meanColor([black, white], 'oklab')).toBe('#636363');
  });
});

describe('Oklab', () => {
  it('gives back the stored color', () => {
    fc.assert(
      fc.property(rgba, (color) => {
        expect(rgbaOf(oklabOf(color))).toEqual(color);
      }),
    );
  });

  it('has the published values', () => {
    const { l, a, b } = oklabOf(parseHex('#ff0000')!);
    expect([l, a, b].map((value) => value.toFixed(3))).toEqual(['0.628', '0.225', '0.126']);
  });

  it('finds the color that looks most like another', () => {
    const palette = ['#102030', '#112233', '#ff0000', '#10203000'].map((each) => ({
      hex: each,
      share: 0.25,
    }));
    expect(nearestTo('#102030', palette)!.hex).toBe('#112233');
    expect(nearestTo('#102030', palette.slice(0, 1))).toBeUndefined();
    expect(distance('#ff000000', '#00ff0000')).toBe(0);
  });
});

describe('the slider of colors', () => {
  it('goes up all the way, and meets every chip', () => {
    const steps = Array.from({ length: LAST_STEP + 1 }, (_, step) => colorsAtStep(step));
    expect([steps[0], steps.at(-1)]).toEqual([2, 256]);
    for (const [i, count] of steps.slice(1).entries()) expect(count).toBeGreaterThan(steps[i]!);
    for (const [step, count] of steps.entries()) expect(stepOfColors(count)).toBe(step);
    for (const chip of CHIPS) expect(steps).toContain(chip);
  });

  it('stands near any number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 256 }), (count) => {
        const near = colorsAtStep(stepOfColors(count));
        expect(Math.abs(Math.log2(near / count))).toBeLessThan(0.17);
      }),
    );
  });
});
