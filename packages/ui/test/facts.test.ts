import { afterEach, describe, expect, it } from 'vitest';
import { numberWords, qualityScoreWords, resultWords, savedWords } from '../src/facts/words.ts';
import { captionsOf } from '../src/studio/describe.ts';
import type { StudioFacts } from '../src/studio/types.ts';
import { say, setTexts, TEXTS } from '../src/texts/texts.ts';

const facts: StudioFacts = {
  before: 466_706,
  after: 52_113,
  approximate: false,
  outcome: 'compressed',
  width: 600,
  height: 400,
  psnr: 36.2,
  deltaE: 1.1,
  notes: [],
};

afterEach(() => setTexts(TEXTS));

describe('facts in words', () => {
  it.each([
    [466_706, 52_113, '89 % smaller'],
    [1000, 951, '4.9 % smaller'],
    [1_000_000, 100, '99.9 % smaller'],
    [1000, 1100, '10 % larger'],
    [1000, 1000, 'same size'],
    [0, 1000, ''],
  ])('from %d to %d: %s', (before, after, text) => expect(savedWords({ before, after })).toBe(text));

  it('has the numbers beside', () => {
    expect(numberWords(facts)).toBe('PSNR 36.2 dB, ΔE 1.1');
    expect(numberWords({ psnr: 61, deltaE: 0.034 })).toBe('PSNR 61.0 dB, ΔE 0.03');
    expect(numberWords({ psnr: Number.POSITIVE_INFINITY, deltaE: 0 })).toBe('Every pixel is the same');
  });

  it('has the quality score, as long as there is something to look at', () => {
    expect(qualityScoreWords(facts)).toBe('');
    expect(qualityScoreWords({ ...facts, qualityScore: { score: 86.7 } })).toBe('Quality score 86 of 100');
    expect(
      qualityScoreWords({ ...facts, psnr: Number.POSITIVE_INFINITY, qualityScore: { score: 100 } }),
    ).toBe('');
  });

  it('says the whole of it in one go', () => {
    expect(resultWords({ ...facts, qualityScore: { score: 86.7 } })).toBe(
      '467 kB to 52 kB, 89 % smaller. Hard to tell apart. Quality score 86 of 100.',
    );
    expect(resultWords(facts)).toBe('467 kB to 52 kB, 89 % smaller. Hard to tell apart.');
    expect(resultWords({ ...facts, outcome: 'kept', after: 480_000 })).toBe(
      'Original kept. The result would be 480 kB; the original is 467 kB.',
    );
  });

  it('captions the pictures with what is known', () => {
    expect(captionsOf(undefined, 0, 0)).toEqual({ before: 'Original', after: 'Result' });
    expect(captionsOf({ ...facts, approximate: true }, 0, 16).after).toBe('16 colors, ≈ 52 kB');
    expect(captionsOf(undefined, 466_706, 8)).toEqual({ before: 'Original, 467 kB', after: '8 colors' });
    expect(captionsOf({ ...facts, outcome: 'kept' }, 0, 8).after).toBe('Original kept');
  });
});

describe('texts', () => {
  it('can be replaced, some or all', () => {
    setTexts({ saved: '{percent} % kleiner' });
    expect(savedWords(facts)).toBe('89 % kleiner');
    expect(say('lossSame')).toBe('Looks the same');
  });

  it('leave what they have no value for', () => expect(say('copiedColor', {})).toBe('Copied {hex}'));
});
