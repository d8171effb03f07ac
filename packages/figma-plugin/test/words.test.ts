import { describe, expect, it } from 'vitest';
import { messageOf } from '../src/main/bridge/failure.ts';
import { wordsOfLeft, wordsOfTotals } from '../src/ui/page/words.ts';

describe('what a person reads', () => {
  it.each([
    [
      'in set_fills: Cannot write to node with unloaded font "Gotham Bold"',
      'A font of this layer is missing here.',
    ],
    ['in set_fills: Cannot write in view-only mode', 'You can view this file but not edit it.'],
    ['in createImage: Image is too large', 'in createImage: Image is too large'],
  ])('of %s', (message, words) => expect(messageOf(new Error(message))).toBe(words));

  it('names images that stay once for each reason', () => {
    const reason = 'It would save less than 5 %.';
    const left = ['A', 'B', 'C', 'D'].map((name) => ({ name, reason }));
    expect(wordsOfLeft([...left, { name: 'E', reason: 'Broken.' }])).toEqual([
      'A, B, C and 1 more: It would save less than 5 %.',
      'E: Broken.',
    ]);
  });

  it('tells what was saved', () => {
    expect(wordsOfTotals({ images: 2, before: 1e6, after: 150_000 })).toBe(
      '2 images, 1.0 MB → 150 kB (−85 %)',
    );
    expect(wordsOfTotals({ images: 1, before: 10, after: 20 })).toBe('1 image, 10 bytes → 20 bytes');
  });
});
