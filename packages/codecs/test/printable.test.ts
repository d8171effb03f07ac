import { printable, printableJson, withoutHidden } from '@kcolors/codecs/printable';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Characters of all planes, halves of pairs, and those that attacks are made of, more often than by chance. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(
        '\u001b[31m',
        '\u001b]0;x\u0007',
        '\n',
        '\r',
        '\u009b2J',
        '\u007f',
        '\u202e',
        '\u2066',
        '\u061c',
        'a',
      ),
      fc.constantFrom(
        '\u200b',
        '\u200d',
        '\u200e',
        '\u2060',
        '\u00ad',
        '\u115f',
        '\u3164',
        '\ufe0f',
        '\u{e0041}',
        '\ud83d',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

// Written out, not by the pattern that is tested: controls, marks that move text, halves of pairs.
const COMMANDS = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

describe('printable text', () => {
  it.each([
    ['a\u001b[31mb\u001b]0;c\u0007', 'a\\x1b[31mb\\x1b]0;c\\x07'],
    ['line1\nkcolors: fake\r\n\tx', 'line1\\nkcolors: fake\\r\\n\\tx'],
    ['\u007f\u0085\u009b', '\\x7f\\x85\\x9b'],
    ['photo\u202egnp.exe', 'photo\\u202egnp.exe'],
    ['a\u200bb\u00adc\u2066d\u2069\u061c', 'a\\u200bb\\xadc\\u2066d\\u2069\\u061c'],
    ['a\u200db \u3164.png', 'a\\u200db \\u3164.png'],
    ['\ud83d.png', '\\ud83d.png'],
    ['x\u{e0041}\u{e007f}', 'x\\u{e0041}\\u{e007f}'],
    ['2\ufe0f.png', '2\\ufe0f.png'],
  ])('%j is written %s', (text, written) => expect(printable(text)).toBe(written));

  it.each([
    'Crème brûlée.png',
    'Cre\u0300me.png',
    'תמונה 3.png',
    'صورة.png',
    'می\u200cخواهم.png', // Persian, with the joiner that its spelling asks for
    'क्\u200dष.png',
    '写真　1.png',
    'Screenshot 1.00.00\u202fPM.png',
    '👨\u200d👩\u200d👧 ❤️ 👍🏽 1️⃣.png',
    'C:\\new\\x.png',
  ])('%s stays as it is', (name) => {
    expect(printable(name)).toBe(name);
    expect(withoutHidden(name)).toBe(name);
  });

  it('holds no command, for any text, and is not escaped twice', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = printable(text);
        expect(shown).not.toMatch(COMMANDS);
        expect(printable(shown)).toBe(shown);
        expect(printable(withoutHidden(text))).toBe(withoutHidden(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('tells different texts apart, as far as they have no backslash', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        fc.pre(one !== other && !`${one}${other}`.includes('\\'));
        expect(printable(one)).not.toBe(printable(other));
      }),
    );
  });

  it('as JSON has no command either, and the same value', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const json = printableJson({ [text]: [text] });
        expect(json.replaceAll('\n', '')).not.toMatch(COMMANDS);
        expect(JSON.parse(json)).toEqual({ [text]: [text] });
      }),
    );
  });
});
