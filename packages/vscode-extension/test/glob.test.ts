import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlob } from '../src/selection/glob.ts';

/** A pattern, and those without braces that it stands for. */
interface Written {
  readonly text: string;
  readonly all: readonly string[];
}

const isNamed = (pattern: string, path: string) => compileGlob(pattern, 'settings')(path);

describe('a glob pattern of the settings', () => {
  it.each([
    ['**/node_modules', 'node_modules', 'a/b/node_modules', '!node_modules.png', '!my_node_modules'],
    ['**/.*', '.git', 'a/.vscode', '!a/b.png'],
    ['*.png', 'a.png', '.png', '!a/b.png'],
    ['img/**/*.png', 'img/a.png', 'img/x/y/a.png', '!img.png', '!x/img/a.png'],
    ['{a,b/**}/*.{png,jp{e,}g}', 'a/x.png', 'b/c/x.jpg', 'b/c/x.jpeg', '!a/x.gif', '!a/b/x.png'],
    ['photo-[0-9a-f]?.png', 'photo-1x.png', 'photo-fa.png', '!photo-g1.png', '!photo-1.png'],
    ['[!ab]x', 'cx', '!ax', '!/x'],
    ['\\*\\{a,b\\}', '*{a,b}', '!a', '!xx{a,b}'],
    ['cat (1) [x.png', 'cat (1) [x.png'],
    ['画像/?.png', '画像/猫.png', '画像/😀.png', '!画像/猫猫.png'],
    ['a{b', 'a{b'],
  ])('%s', (pattern, ...paths) => {
    for (const path of paths) {
      expect(isNamed(pattern, path.replace(/^!/, '')), path).toBe(!path.startsWith('!'));
    }
  });

  it('with braces is any of the patterns that they stand for', () => {
    const leaf = fc.constantFrom('a', 'b', '*', '/', '**/', '?', '[ab]').map((text) => [text]);
    const { pattern } = fc.letrec<{ pattern: Written; part: Written; braces: Written }>((tie) => ({
      pattern: fc.array(tie('part'), { maxLength: 4 }).map((parts) => ({
        text: parts.map(({ text }) => text).join(''),
        all: parts.reduce<string[]>(
          (before, { all }) => before.flatMap((one) => all.map((other) => one + other)),
          [''],
        ),
      })),
      part: fc.oneof(
        { maxDepth: 2 },
        leaf.map(([text]) => ({ text: text!, all: [text!] })),
        tie('braces'),
      ),
      braces: fc.array(tie('pattern'), { minLength: 1, maxLength: 3 }).map((options) => ({
        text: `{${options.map(({ text }) => text).join(',')}}`,
        all: options.flatMap(({ all }) => all),
      })),
    }));
    fc.assert(
      fc.property(pattern, fc.stringMatching(/^[ab](\/?[ab]){0,5}$/), ({ text, all }, path) => {
        // Where stars are whole names is seen within the braces that they stand in.
        fc.pre(all.length < 200 && !text.includes('*'.repeat(3)) && !/\*[{},]|[{},]\*/.test(text));
        expect(isNamed(text, path), text).toBe(all.some((each) => isNamed(each, path)));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['*a*a*a*a*a*a*a*a*a*a*b', 'a'.repeat(4000)],
    ['**/a/**/a/**/a/**/a/**/a/**/a/**/b', `${'a/'.repeat(2000)}c`],
    ['{a,b}'.repeat(800), 'ab'.repeat(400)],
    ['{a,*}'.repeat(800), 'ab'.repeat(1000)],
    ['{'.repeat(4000), '{'.repeat(3999)],
    [`${'{a,'.repeat(1300)}`, 'a'],
    [`${'{*'.repeat(1000)}x${'}'.repeat(1000)}`, 'a'.repeat(1000)],
    ['*[!b]'.repeat(800), 'a'.repeat(1000).concat('b')],
    ['+(a|aa)+(a|aa)+(a|aa)b', 'a'.repeat(4000)],
    ['*'.repeat(100_000), 'a'],
  ])('is matched in bounded time: %.20s…', (pattern, path) => {
    const start = process.cpuUsage(); // in which other programs do not count
    isNamed(pattern, path);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
  });
});
