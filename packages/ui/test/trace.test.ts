import { DEFAULT_REQUEST } from '@kcolors/codecs/request';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangeOf, type Trace, traced, traceWords } from '../src/facts/trace.ts';
import type { StudioFacts } from '../src/studio/types.ts';

const factsOf = (after: number, score: number, colors: number, approximate = false): StudioFacts => ({
  before: 466_706,
  after,
  approximate,
  outcome: 'compressed',
  width: 600,
  height: 400,
  psnr: 36,
  deltaE: 1,
  qualityScore: { score },
  requested: { ...DEFAULT_REQUEST, quality: 'colors', colors },
  notes: [],
});
const traceOf = (...all: StudioFacts[]): Trace => all.reduce<Trace>(traced, []);

describe('the trace of what was tried', () => {
  it('has a point for every setting, the current one last', () => {
    const trace = traceOf(factsOf(9000, 60, 8, true), factsOf(12_000, 70, 16, true), factsOf(9100, 61, 8));
    expect(trace.map(({ bytes, score }) => [bytes, score])).toEqual([
      [12_000, 70],
      [9100, 61],
    ]);
  });

  it('leaves out what has no quality score or no size', () => {
    const { qualityScore: _, ...unseen } = factsOf(9000, 60, 8);
    expect(traceOf(unseen, factsOf(0, 60, 8))).toEqual([]);
  });

  it('does not grow without end, and all of it lies in its range', () => {
    const some = fc.record({
      after: fc.integer({ min: 1, max: 10_000_000 }),
      score: fc.double({ min: 0, max: 100, noNaN: true }),
      colors: fc.integer({ min: 2, max: 256 }),
    });
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 100 }), (all) => {
        const trace = traceOf(...all.map(({ after, score, colors }) => factsOf(after, score, colors)));
        expect(trace.length).toBeLessThanOrEqual(64);
        expect(trace.at(-1)).toMatchObject({ bytes: all.at(-1)!.after, score: all.at(-1)!.score });
        const { bytes, score } = rangeOf(trace);
        for (const point of trace) {
          expect(point.bytes).toBeGreaterThanOrEqual(bytes[0]);
          expect(point.bytes).toBeLessThan(bytes[1]);
          expect(point.score).toBeGreaterThanOrEqual(score[0]);
          expect(point.score).toBeLessThanOrEqual(score[1]);
        }
        expect(bytes[1] - bytes[0]).toBeGreaterThan(bytes[1] * 0.2);
      }),
    );
  });

  it('can be said in a sentence', () => {
    const [less, more] = [factsOf(9000, 60.2, 8), factsOf(52_113, 91.4, 64)];
    expect(traceWords(traceOf(more, less))).toBe(
      'Size and quality of the 2 settings you tried: 9.0 kB to 52 kB, quality score 60 to 91. Now 9.0 kB, quality score 60 of 100.',
    );
    expect(traceWords(traceOf(more))).toBe('Size 52 kB, quality score 91 of 100.');
    expect(traceWords([])).toBe('');
  });
});
