import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IgnoreRule, isIgnored, parseIgnoreFile, rulesWithin } from '../src/selection/gitignore.ts';

/** Whether a file is ignored by rules, or one of its folders is. */
function isLeftOut(rules: readonly IgnoreRule[], file: string): boolean {
  const ends = [...file.matchAll(/\//g)].map(({ index }) => index);
  return (
    ends.some((end) => isIgnored(rules, `/w/${file.slice(0, end)}`, true)) ||
    isIgnored(rules, `/w/${file}`, false)
  );
}

const leftOut = (text: string, file: string) => isLeftOut(parseIgnoreFile(text, '/w'), file);

describe('what git ignores', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kcolors-git-'));
    execFileSync('git', ['init', '-q', folder]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The files that git ignores, of those that are asked for. */
  function byGit(ignoreFiles: Readonly<Record<string, string>>, files: readonly string[]): string[] {
    for (const [path, text] of Object.entries(ignoreFiles)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    // A file that is there cannot be a folder as well: paths need not exist, except for the ignore files.
    const input = files.join('\0');
    try {
      const options = { cwd: folder, input, encoding: 'utf8', stdio: 'pipe' } as const;
      const out = execFileSync('git', ['check-ignore', '--no-index', '-z', '--stdin'], options);
      return out.split('\0').filter(Boolean);
    } catch (error) {
      if ((error as { status?: number }).status === 1) return []; // none
      throw error;
    } finally {
      for (const path of Object.keys(ignoreFiles)) rmSync(join(folder, path));
    }
  }

  const FILES = [
    ['a.png', 'b.png', 'dist/a.png', 'dist/x/b.png', 'src/dist/a.png', 'x/y/z.png', '#a.png', '!a.png'],
    [
      'foo/a.png',
      'a/foo/b.png',
      'a/b/c/d.png',
      'a/d.png',
      'é.png',
      '画像/猫.png',
      ' a.png',
      'a.png ',
      'b[1].png',
    ],
    ['a-b.png', 'a]b.png', 'a\\b.png', 'A.PNG', 'deep/er/than/most/a.png', 'out.min.png', '.hidden/a.png'],
  ].flat();

  it.each([
    'dist/',
    '/dist',
    'dist/*\n!dist/a.png',
    'dist\n!dist/a.png',
    '*.png\n!a.png\r\n',
    '\ufeffa.png',
    '**/foo/**',
    'a/**/d.png',
    'a/**',
    '/**/z.png',
    '\\#a.png\n\\!a.png',
    '# a.png\n\n   \n',
    'a.png   ',
    'a.png\\ ',
    ' a.png',
    'b\\[1].png',
    'b[[]1].png',
    'b[1.png',
    'a[]-]b.png',
    'a[[:punct:]]b.png',
    '[[:upper:]].*',
    '[[:what:]].png',
    'a[!a-c]b.png',
    '*/',
    '!*/\n*',
    'foo/\n/foo/',
    'x/y/',
    'deep/**/a.png',
    '*\\',
    'b?1?.png',
    '画像/',
    '*.min.*',
    'a**b.png',
    '/',
    '//',
    '!',
    '.*',
    '**',
    '**/',
    'a**/[^a]',
    'src/a**/b',
    '/*\n!/src',
  ])('by %j', (text) => {
    const ours = FILES.filter((file) => leftOut(text, file));
    expect(ours.sort()).toEqual(byGit({ '.gitignore': text }, FILES).sort());
  });

  it('by patterns of all kinds, in nested files', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '*',
      '**',
      '?',
      '/',
      '/',
      '[ab]',
      '[^a]',
      '!',
      '\\',
      ' ',
      '[',
      '-',
      ']',
    );
    const line = fc.array(piece, { minLength: 1, maxLength: 6 }).map((all) => all.join(''));
    const text = fc.array(line, { minLength: 1, maxLength: 4 }).map((all) => all.join('\n'));
    const names = ['a', 'b', 'ab', 'c'];
    const files = names.flatMap((one) => [
      ...(one === 'a' ? [] : [one]),
      ...names.flatMap((two) => [`${one}/${two}`, `${one}/${two}/a`]),
    ]);
    fc.assert(
      fc.property(text, text, (outer, inner) => {
        const rules = [...parseIgnoreFile(outer, '/w'), ...parseIgnoreFile(inner, '/w/a')];
        const ours = files.filter((file) => isLeftOut(rules, file));
        expect(ours.sort()).toEqual(byGit({ '.gitignore': outer, 'a/.gitignore': inner }, files).sort());
      }),
      { numRuns: 150 },
    );
  });

  it('counts in a folder that was chosen only as far as it is about its content', () => {
    const rules = parseIgnoreFile('dist\nbuild/*\n*.raw.png\ncoverage/**\nimg/tmp', '/w');
    const within = (folder: string, path: string) => isIgnored(rulesWithin(rules, folder), path, false);
    expect(within('/w/dist', '/w/dist/a.png')).toBe(false);
    expect(within('/w/dist/deep', '/w/dist/deep/a.raw.png')).toBe(true);
    expect(within('/w/build', '/w/build/a.png')).toBe(false);
    expect(within('/w/coverage/x', '/w/coverage/x/a.png')).toBe(false);
    expect(within('/w/img', '/w/img/tmp')).toBe(true);
    expect(within('/w', '/w/dist')).toBe(true);
  });

  it('is found in bounded time', () => {
    const patterns = ['*a'.repeat(100), '**/a/'.repeat(30), '[!b]*'.repeat(100)];
    const start = process.cpuUsage(); // in which other programs do not count
    leftOut(patterns.map((each) => `${each}b`).join('\n'), 'a/'.repeat(200) + 'a'.repeat(200));
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
  });
});
