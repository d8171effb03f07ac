import { describe, expect, it } from 'vitest';
import { bySaving, goalOf, guessBytes, isWorth, optionsFor } from '../src/ui/shrink/plan.ts';

const unshrunk = { hash: 'a', width: 4000, height: 2000 };
const entry = (...shown: number[]) => ({
  unshrunk,
  uses: shown.map((shownWidth) => ({ shownWidth })) as never,
});
const settings = { resize: '2', format: 'auto', quality: 'good' } as const;

describe('the size of a result', () => {
  it.each([
    ['1', [300, 500.2], { width: 501, height: 251 }],
    ['2', [300, 500], { width: 1000, height: 500 }],
    ['3', [300, 500], { width: 1500, height: 750 }],
    ['off', [300, 500], { width: 4000, height: 2000 }],
    ['2', [3000], { width: 4000, height: 2000 }], // never enlarged
    ['2', [1900], { width: 4000, height: 2000 }], // hardly fewer pixels
    ['2', [1800], { width: 3600, height: 1800 }],
    ['1', [0], { width: 1, height: 1 }],
  ] as const)('%s× of %j', (resize, shown, size) => expect(goalOf(entry(...shown), resize)).toEqual(size));
});

describe('the options', () => {
  it('choose the smaller of JPEG and PNG, of a reduced image', () => {
    expect(optionsFor(entry(500), 'jpeg', settings)).toMatchObject({
      ...{ format: 'smallest', formats: ['png', 'jpeg'], quality: 'good', minSaving: 0.05 },
      resize: { maxWidth: 1000 },
    });
  });

  it('keep a JPEG of its size a JPEG, and a PNG a PNG if that is asked for', () => {
    expect(optionsFor(entry(4000), 'jpeg', settings)).toMatchObject({ format: 'jpeg' });
    expect(optionsFor(entry(4000), 'jpeg', settings)).not.toHaveProperty('resize');
    expect(optionsFor(entry(4000), 'png', settings)).toMatchObject({ format: 'smallest' });
    expect(optionsFor(entry(500), 'jpeg', { ...settings, format: 'png' })).toMatchObject({ format: 'png' });
  });
});

describe('what is worth it', () => {
  it('saves at least 5 %', () => {
    expect(isWorth(1000, 950)).toBe(true);
    expect(isWorth(1000, 951)).toBe(false);
  });

  it('is guessed to be no more than the file', () => {
    const goal = { width: 4000, height: 2000 };
    expect(guessBytes(1000, 'jpeg', unshrunk, goal, settings)).toBe(1000);
    expect(guessBytes(9e6, 'png', unshrunk, { width: 400, height: 200 }, settings)).toBeLessThan(90_000);
  });

  it('comes first in the list, equals in their order', () => {
    const rows = [
      { name: 'a', before: 10, after: 9 },
      { name: 'b', before: 30, after: 9 },
      { name: 'c', before: 10, after: 9 },
    ];
    expect(bySaving(rows).map(({ name }) => name)).toEqual(['b', 'a', 'c']);
  });
});
