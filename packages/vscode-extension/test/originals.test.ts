import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentsToForget,
  type Entry,
  originalOf,
  parseRecord,
  type RunRecord,
} from '../src/originals/record.ts';

const entry = (target: string, before: string | null, after: string, size = 10): Entry => ({
  target,
  name: target,
  before,
  size,
  after,
});
const run = (id: string, ...entries: Entry[]): RunRecord => ({ version: 1, id, entries });

describe('the original of a file', () => {
  const runs = [run('2', entry('a', 'B', 'C')), run('1', entry('a', 'A', 'B'), entry('b', null, 'N'))];

  it('is what was there before the first of several compressions', () => {
    expect(originalOf(runs, 'a', 'C')).toMatchObject({ before: 'A', isUntouched: true });
    expect(originalOf(runs, 'a', 'C')?.undoes).toHaveLength(2);
  });

  it('is what was there before those that are still in effect', () => {
    expect(originalOf(runs, 'a', 'B')).toMatchObject({ before: 'A', isUntouched: true });
    expect(originalOf(runs, 'a', 'B')?.undoes).toEqual([{ run: '1', entry: runs[1]!.entries[0] }]);
  });

  it('is nothing for a file that was made', () => {
    expect(originalOf(runs, 'b', 'N')).toMatchObject({ before: null, isUntouched: true });
  });

  it('is not sure for a file that changed since', () => {
    expect(originalOf(runs, 'a', 'X')).toMatchObject({ before: 'B', isUntouched: false });
    expect(originalOf(runs, 'a', undefined)).toMatchObject({ before: 'B', isUntouched: false });
  });

  it('is unknown for a file that was never written', () => {
    expect(originalOf(runs, 'c', 'A')).toBeUndefined();
  });
});

describe('what is forgotten', () => {
  it('is what was needed longest ago', () => {
    const runs = [
      run('2', entry('a', 'B', 'C', 60)),
      run('1', entry('a', 'A', 'B', 50), entry('b', 'D', 'E', 40)),
    ];
    expect(contentsToForget(runs, 150)).toEqual(new Set());
    expect(contentsToForget(runs, 149)).toEqual(new Set(['A']));
    expect(contentsToForget(runs, 60)).toEqual(new Set(['D', 'A']));
    expect(contentsToForget(runs, 0)).toEqual(new Set(['B', 'D', 'A']));
  });

  it('leaves no more than it may, and nothing that is newer than what stays', () => {
    const sizes = fc.array(fc.nat(100), { maxLength: 20 });
    fc.assert(
      fc.property(sizes, fc.nat(500), (list, most) => {
        const runs = list.map((size, i) => run(String(i), entry('a', `c${i}`, `d${i}`, size)));
        const forgotten = contentsToForget(runs, most);
        const kept = list.filter((_, i) => !forgotten.has(`c${i}`));
        expect(kept.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(most);
        expect(list.slice(0, kept.length)).toEqual(kept);
      }),
    );
  });
});

describe('records', () => {
  it('are read as they were written', () => {
    const record = run('1', entry('a', 'A', 'B'));
    expect(parseRecord(JSON.stringify(record))).toEqual(record);
  });

  it.each(['', '{"version":1', '{}', 'null', '{"version":2,"entries":[]}'])(
    'are nothing when damaged: %s',
    (text) => {
      expect(parseRecord(text)).toBeUndefined();
    },
  );
});
