import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentsToForget,
  formatEntry,
  isWithin,
  originalOf,
  originalOfMoved,
  parseEntry,
  type RunRecord,
  type StoredEntry,
} from '../src/originals/record.ts';

let keys = 0;
const entry = (target: string, before: string | null, after: string, size = 10): StoredEntry => ({
  key: `${keys++}.json`,
  target,
  name: target,
  source: target,
  before,
  size,
  after,
});
const run = (id: string, ...entries: StoredEntry[]): RunRecord => ({ id, entries });

describe('the original of a file', () => {
  const runs = [run('2', entry('a', 'B', 'C')), run('1', entry('a', 'A', 'B'), entry('b', null, 'N'))];

  it('is what was there before the first of several compressions', () => {
    expect(originalOf(runs, 'a', 'C')).toMatchObject({ before: 'A', isUntouched: true });
    expect(originalOf(runs, 'a', 'C')?.undoes).toHaveLength(2);
  });

  it('is what was there before those that are still in effect', () => {
    expect(originalOf(runs, 'a', 'B')).toMatchObject({ before: 'A', isUntouched: true });
    expect(originalOf(runs, 'a', 'B')?.undoes).toEqual([runs[1]!.entries[0]]);
  });

  it('is found through several writes of one run', () => {
    const twice = [run('1', entry('a', 'A', 'B'), entry('a', 'B', 'C'))];
    expect(originalOf(twice, 'a', 'C')).toMatchObject({ before: 'A', isUntouched: true });
  });

  it('is nothing for a file that was made', () => {
    expect(originalOf(runs, 'b', 'N')).toMatchObject({ before: null, isUntouched: true });
  });

  it('is not sure for a file that changed since', () => {
    expect(originalOf(runs, 'a', 'X')).toMatchObject({ before: 'B', isUntouched: false });
  });

  it('costs nothing where the file is gone, or its original already', () => {
    expect(originalOf(runs, 'a', undefined)).toMatchObject({ before: 'B', isUntouched: true });
    const [, first] = runs;
    expect(originalOf([first!], 'a', 'A')).toMatchObject({ before: 'A', isUntouched: true });
  });

  it('is known by the content where the file was moved or copied, and then nothing is forgotten', () => {
    expect(originalOfMoved(runs, 'C')).toEqual({ before: 'A', undoes: [], isUntouched: true });
    expect(originalOfMoved(runs, 'B')).toMatchObject({ before: 'A' });
    expect(originalOfMoved(runs, 'N')).toBeUndefined(); // it was made: there is nothing before it
    expect(originalOfMoved(runs, 'A')).toBeUndefined();
    expect(originalOfMoved(runs, undefined)).toBeUndefined();
  });

  it('is unknown for a file that was never written', () => {
    expect(originalOf(runs, 'c', 'A')).toBeUndefined();
  });
});

describe('what is forgotten', () => {
  it('is what was needed longest ago, but nothing of the newest run', () => {
    const runs = [
      run('2', entry('a', 'B', 'C', 60)),
      run('1', entry('a', 'A', 'B', 50), entry('b', 'D', 'E', 40)),
    ];
    expect(contentsToForget(runs, 150)).toEqual(new Set());
    expect(contentsToForget(runs, 149)).toEqual(new Set(['A']));
    expect(contentsToForget(runs, 60)).toEqual(new Set(['D', 'A']));
    expect(contentsToForget(runs, 0)).toEqual(new Set(['D', 'A']));
  });

  it('leaves no more than it may beside the newest run, and nothing that is older than what goes', () => {
    const sizes = fc.array(fc.nat(100), { maxLength: 20 });
    fc.assert(
      fc.property(sizes, fc.nat(500), (list, most) => {
        const runs = list.map((size, i) => run(String(i), entry('a', `c${i}`, `d${i}`, size)));
        const forgotten = contentsToForget(runs, most);
        const kept = list.filter((_, i) => !forgotten.has(`c${i}`));
        const sum = kept.reduce((all, size) => all + size, 0);
        expect(sum).toBeLessThanOrEqual(Math.max(most, list[0] ?? 0));
        expect(list.slice(0, kept.length)).toEqual(kept);
      }),
    );
  });
});

describe('entries', () => {
  it('are read as they were written', () => {
    const { key: _, ...plain } = entry('a', 'A', 'B');
    expect(parseEntry(formatEntry(plain))).toEqual(plain);
  });

  it.each(['', '{"version":1', '{}', 'null', '{"version":2,"target":"a","after":"b"}'])(
    'are nothing when damaged: %s',
    (text) => {
      expect(parseEntry(text)).toBeUndefined();
    },
  );
});

describe('what was chosen', () => {
  it('holds itself, and what is below it', () => {
    expect(isWithin('file:///a/b.png', 'file:///a/b.png')).toBe(true);
    expect(isWithin('file:///a/b/c.png', 'file:///a')).toBe(true);
    expect(isWithin('file:///a/b/c.png', 'file:///a/')).toBe(true);
    expect(isWithin('file:///ab/c.png', 'file:///a')).toBe(false);
  });
});
