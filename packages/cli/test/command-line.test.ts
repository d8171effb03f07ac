import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { filesIn, folderWith, kcolors, kcolorsHere, SMALL_PICTURES, TINY_PICTURES } from './kcolors.ts';

describe('the command line', () => {
  it.each([
    [['-c', '0', 'x.png'], 'Expected an integer between 1 and 256'],
    [['-c', '2.5', 'x.png'], 'Expected an integer between 1 and 256'],
    [['--dither', '2', 'x.png'], 'Expected a number between 0 and 1'],
    [['--space', 'lab', 'x.png'], 'Allowed choices are srgb, oklab'],
    [['--nonsense', 'x.png'], "unknown option '--nonsense'"],
    [['--in-place', '--out', 'y', 'x.png'], '--in-place cannot be combined with --out'],
    [['--in-place'], 'no input'],
    [['x.png', '--out', 'y.bmp'], 'Expected .png, .webp, .gif, .jpg or .avif'],
    [['x.png', '--out', 'x.png'], 'itself: use --in-place'],
  ])('%j is wrong usage', async (args, message) => {
    const cwd = folderWith({ 'x.png': SMALL_PICTURES.disks });
    const { code, err } = await kcolorsHere(args, { cwd });
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toMatch(/^kcolors: /);
    expect(filesIn(cwd)).toEqual(['x.png']);
  });

  it('helps, and tells its version', async () => {
    const cwd = folderWith();
    const help = await kcolorsHere(['--help'], { cwd });
    expect(help.code).toBe(0);
    expect(help.out).toContain('Exit codes');
    expect((await kcolors(['--version'], { cwd })).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('paints when it is told to, and not with NO_COLOR', async () => {
    const cwd = folderWith({ 'x.png': SMALL_PICTURES.disks });
    expect((await kcolors(['x.png'], { cwd, env: { FORCE_COLOR: '3', NO_COLOR: '' } })).out).toContain(
      '\u001b[48;2;',
    );
    expect((await kcolors(['x.png'], { cwd, env: { FORCE_COLOR: '3', NO_COLOR: '1' } })).out).not.toContain(
      '\u001b',
    );
  });

  it('shows a sample when nothing is named', async () => {
    const cwd = folderWith();
    const { code, err } = await kcolors([], { cwd });
    expect(code).toBe(0);
    expect(filesIn(cwd)).toEqual(
      ['coffee.min.png', 'coffee.png', 'report.html'].map((name) => `kcolors-sample/${name}`),
    );
    expect(err).toContain('kcolors-sample/report.html');
  });
});

describe('the right file', () => {
  it('is the smallest format that looks good, at its own name', async () => {
    const cwd = folderWith({ 'coffee.png': TINY_PICTURES.coffee, 'disks.png': TINY_PICTURES.disks });
    const { code, err } = await kcolors(['.', '--quality', 'good', '--format', 'smallest'], { cwd });
    expect([code, err]).toEqual([0, '']);
    const made = filesIn(cwd).filter((name) => name.includes('.min.'));
    expect(made).toHaveLength(2);
    for (const name of made) {
      const { format } = await sharp(join(cwd, name)).metadata();
      const extension = { jpeg: 'jpg', heif: 'avif' }[format as string] ?? format;
      expect(name.endsWith(`.${extension}`)).toBe(true);
    }
  });

  it('leaves the original beside a result of another format in place, and refuses names that clash', async () => {
    const cwd = folderWith({ 'coffee.png': TINY_PICTURES.coffee });
    const args = ['coffee.png', '--quality', 'good', '--format', 'smallest', '--in-place'];
    expect((await kcolors(args, { cwd })).code).toBe(0);
    expect(filesIn(cwd).filter((name) => name !== 'coffee.png')).toHaveLength(1);
    expect(readFileSync(join(cwd, 'coffee.png'))).toEqual(readFileSync(TINY_PICTURES.coffee));
    const twins = folderWith({ 'a.png': TINY_PICTURES.coffee, 'a.jpg': SMALL_PICTURES.rocket });
    const clash = await kcolors(
      ['a.png', 'a.jpg', '--quality', 'good', '--format', 'smallest', '--out', 'o'],
      { cwd: twins },
    );
    expect([clash.code, clash.err]).toEqual([2, expect.stringContaining('would both be written to')]);
  });

  it('has the best look that fits, or says by how much it does not', async () => {
    const cwd = folderWith({ 'rocket.jpg': SMALL_PICTURES.rocket });
    const { out } = await kcolors(['rocket.jpg', '--max-bytes', '6kB'], { cwd });
    expect(out).toMatch(/quality score \d+ of 100/);
    const { size } = statSync(join(cwd, 'rocket.min.jpg'));
    expect(size).toBeLessThanOrEqual(6000);
    expect(size).toBeGreaterThan(5000);
    const tight = await kcolors(['rocket.jpg', '--max-bytes', '100', '--force'], { cwd });
    expect(tight.out).toMatch(/The smallest result has .+ more than the limit\./);
    const wide = await kcolors(['rocket.jpg', '--max-bytes', '1 MB'], { cwd });
    expect(wide.out).toContain('The file is small enough: the original was kept.');
    for (const bad of ['0', '-1', 'abc', '12 furlongs'])
      expect((await kcolorsHere(['rocket.jpg', `--max-bytes=${bad}`], { cwd })).err).toContain(
        'such as 200kB',
      );
  });

  it('stays the original unless it saves enough', async () => {
    const cwd = folderWith({ 'rocket.jpg': SMALL_PICTURES.rocket });
    const args = ['rocket.jpg', '--quality', 'small', '--min-saving'];
    const { out } = await kcolors([...args, '95%'], { cwd });
    expect(out).toContain('The result is less than 95 % smaller: the original was kept.');
    expect(filesIn(cwd)).toEqual(['rocket.jpg']);
    expect((await kcolorsHere([...args, '1.5'], { cwd })).err).toContain('a percentage below 100');
  });
});
